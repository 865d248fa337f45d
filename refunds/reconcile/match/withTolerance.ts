/** Matching refunds of one payment whose amounts are within the tolerance of each other. */
import { BY, DOUBT, isOpen, isOpenRefund, leaveInDoubt, pair, type Matching } from '../matching';
import { isNear, timeOfRefund, timeOfRow } from '../sides';
import type { SameMoney } from './sameMoney';
import { freeSides } from './names';

/** Pairs one and one; where several are that close, nothing tells which belongs to which. */
export function matchWithTolerance(matching: Matching, amounts: readonly SameMoney[]): void {
	const open = amounts
		.filter(({ currency }) => currency.tolerance > 0)
		.map((same) => ({
			...same,
			rows: same.rows.filter((row) => isOpen(matching, row)),
			refunds: same.refunds.filter((refund) => isOpenRefund(matching, refund)),
		}))
		.filter(({ rows, refunds }) => rows.length + refunds.length > 0)
		.sort((a, b) => compareCodes(a.currency.code, b.currency.code) || a.minor - b.minor);
	let cluster: SameMoney | null = null;
	for (const same of open) {
		if (cluster && isWithin(cluster, same)) {
			cluster.minor = same.minor;
			cluster.rows.push(...same.rows);
			cluster.refunds.push(...same.refunds);
			continue;
		}
		if (cluster) matchCluster(matching, cluster);
		cluster = same;
	}
	if (cluster) matchCluster(matching, cluster);
}

function compareCodes(one: string, other: string): number {
	if (one === other) return 0;
	return one < other ? -1 : 1;
}

function isWithin(cluster: SameMoney, next: SameMoney): boolean {
	return (
		cluster.currency === next.currency && next.minor - cluster.minor <= next.currency.tolerance
	);
}

function matchCluster(matching: Matching, cluster: SameMoney): void {
	const { rows, refunds } = freeSides(matching, cluster.rows, cluster.refunds);
	const [row] = rows;
	const [refund] = refunds;
	if (row === undefined || refund === undefined) return;
	if (rows.length > 1 || refunds.length > 1) {
		leaveInDoubt(matching, rows, refunds, DOUBT.severalFit);
	} else if (isNear(timeOfRow(matching, row), timeOfRefund(matching, refund))) {
		pair(matching, row, refund, BY.payment);
	}
}
