/** Matching by time what agrees in payment, amount and currency. */
import { BY, DOUBT, leaveInDoubt, pair, type Matching } from '../matching';
import { isNear, timeOfRefund, timeOfRow, WINDOW_MS } from '../sides';
import { compareRefunds, compareRows } from '../contentOrder';

interface Cluster {
	rows: number[];
	refunds: number[];
}

export function matchInTime(matching: Matching, rows: number[], refunds: number[]): void {
	rows.sort((a, b) => compareRows(matching, a, b));
	refunds.sort((a, b) => compareRefunds(matching, a, b));
	for (const cluster of clusters(matching, rows, refunds)) {
		if (cluster.rows.length > 0 && cluster.refunds.length > 0) matchCluster(matching, cluster);
	}
}

/** Cuts where nothing on either side of the cut is near the other. Both lists are in order. */
function clusters(matching: Matching, rows: number[], refunds: number[]): Cluster[] {
	const last = Math.max(
		timeOfRow(matching, rows[rows.length - 1] as number),
		timeOfRefund(matching, refunds[refunds.length - 1] as number),
	);
	// Somewhere a time is missing (in order it is last): it is near everything.
	if (Number.isNaN(last)) return [{ rows, refunds }];
	const found: Cluster[] = [];
	let cluster: Cluster = { rows: [], refunds: [] };
	let before = -Infinity;
	let [row, refund] = [0, 0];
	while (row < rows.length || refund < refunds.length) {
		const rowTime = row < rows.length ? timeOfRow(matching, rows[row] as number) : Infinity;
		const refundTime =
			refund < refunds.length ? timeOfRefund(matching, refunds[refund] as number) : Infinity;
		const time = Math.min(rowTime, refundTime);
		if (time - before > WINDOW_MS) found.push((cluster = { rows: [], refunds: [] }));
		before = time;
		if (rowTime <= refundTime) cluster.rows.push(rows[row++] as number);
		else cluster.refunds.push(refunds[refund++] as number);
	}
	return found;
}

/**
 * Pairs each row with the first refund that is left and near. Where different rows compete for
 * too few refunds, it would be a guess which of them it was: all are left undecided.
 */
function matchCluster(matching: Matching, { rows, refunds }: Cluster): void {
	const pairs: Array<[row: number, refund: number]> = [];
	let next = 0;
	let without = 0;
	for (const row of rows) {
		const time = timeOfRow(matching, row);
		while (
			next < refunds.length &&
			isBefore(time, timeOfRefund(matching, refunds[next] as number))
		) {
			next += 1;
		}
		const refund = refunds[next];
		if (refund !== undefined && isNear(time, timeOfRefund(matching, refund))) {
			pairs.push([row, refund]);
			next += 1;
		} else without += 1;
	}
	const same = compareRows(matching, rows[0] as number, rows[rows.length - 1] as number) === 0;
	if (pairs.length > 0 && without > 0 && !same) {
		leaveInDoubt(matching, rows, refunds, DOUBT.severalFit);
		return;
	}
	for (const [row, refund] of pairs) pair(matching, row, refund, BY.payment);
}

/** Whether a refund is too early for a row, and so for all later rows. */
function isBefore(rowTime: number, refundTime: number): boolean {
	return rowTime - refundTime > WINDOW_MS;
}
