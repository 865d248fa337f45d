/** Counts, exact sums, ages and coverage of a reconciliation. */
import { NONE, type Matching } from '../matching';
import { ageOf } from '../find/pairs';
import { comparePositions, comparisonAt, type Comparison } from './comparisons';
import {
	gravestIndex,
	IN_ORDER,
	KINDS,
	ruleOf,
	SEVERITIES,
	type Kind,
	type Rule,
	type Severity,
} from '../findings';
import { coverageOf } from './coverage';
import { ageDays } from './rows';
import { addComparison, currencyTotals, kindSums, newSums, type Sums } from './sums';
import type { KindAges, OldestOpen, ReconcileSummary } from '../summaryTypes';

/** Severities that want a person to look. */
export function needsSomeone(severity: Severity): boolean {
	return severity !== 'none' && severity !== 'low';
}

/** A summary in the making. */
interface Running {
	/** How many rows have each gravest finding. */
	counts: Uint32Array;
	sums: Sums;
	ages: Map<Kind, KindAges>;
	/** Position of the oldest row that needs someone, or NONE. */
	oldest: number;
}

export function startSummary(): Running {
	return {
		counts: new Uint32Array(IN_ORDER.length),
		sums: newSums(),
		ages: new Map(),
		oldest: NONE,
	};
}

export function addToSummary(matching: Matching, running: Running, comparison: Comparison): void {
	const index = gravestIndex(comparison.findings);
	running.counts[index] = (running.counts[index] as number) + 1;
	const { kind, severity } = IN_ORDER[index] as Rule;
	addComparison(matching, running.sums, comparison, kind);
	if (!needsSomeone(severity)) return;
	addAge(running.ages, kind, ageDays(matching, comparison));
	const { position } = comparison;
	if (running.oldest === NONE || isOlder(matching, position, running.oldest)) {
		running.oldest = position;
	}
}

export function finishSummary(matching: Matching, running: Running): ReconcileSummary {
	const { source, settlingHours, amountTolerance = '0' } = matching.input;
	const { sums, ages, oldest } = running;
	const counts = countsOf(KINDS);
	const severities = countsOf(SEVERITIES);
	IN_ORDER.forEach(({ kind, severity }, index) => {
		const count = running.counts[index] as number;
		counts[kind] += count;
		severities[severity] += count;
	});
	return {
		provider: source.provider,
		title: source.title,
		mode: source.mode,
		generatedAt: new Date(matching.now).toISOString(),
		settlingHours,
		amountTolerance,
		rows: running.counts.reduce((sum, count) => sum + count, 0),
		needSomeone: severities.critical + severities.high + severities.medium,
		severities,
		counts,
		sums: kindSums(matching, sums),
		totals: currencyTotals(matching, sums),
		ages: KINDS.flatMap((kind) => ages.get(kind) ?? []),
		oldestOpen: oldest === NONE ? null : oldestOpen(matching, comparisonAt(matching, oldest)),
		coverage: coverageOf(matching, sums.unreadable),
	};
}

function countsOf<Name extends string>(names: readonly Name[]): Record<Name, number> {
	return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

function addAge(ages: Map<Kind, KindAges>, kind: Kind, days: number | null): void {
	let own = ages.get(kind);
	if (!own) {
		own = { kind, under1: 0, from1to3: 0, from3to7: 0, over7: 0, unknown: 0 };
		ages.set(kind, own);
	}
	own[ageGroup(days)] += 1;
}

function ageGroup(days: number | null): Exclude<keyof KindAges, 'kind'> {
	if (days === null) return 'unknown';
	if (days < 1) return 'under1';
	if (days < 3) return 'from1to3';
	return days < 7 ? 'from3to7' : 'over7';
}

function isOlder(matching: Matching, position: number, than: number): boolean {
	const age = ageAt(matching, position);
	const other = ageAt(matching, than);
	if (age !== other) return age > other;
	return comparePositions(matching, position, than) < 0;
}

/** An unknown age is younger than every other. */
function ageAt(matching: Matching, position: number): number {
	const { row, refund } = comparisonAt(matching, position);
	const age = ageOf(matching, row, refund);
	return Number.isNaN(age) ? -Infinity : age;
}

function oldestOpen(matching: Matching, comparison: Comparison): OldestOpen | null {
	const days = ageDays(matching, comparison);
	if (days === null) return null;
	const { ledger, record } = comparison;
	const known = (field: 'refundId' | 'reference' | 'paymentId' | 'amount' | 'currency') =>
		record?.[field] ?? ledger?.[field] ?? null;
	return {
		kind: ruleOf(comparison.findings).kind,
		ageDays: days,
		since: record?.createdAt ?? ledger?.date ?? null,
		refundId: known('refundId'),
		reference: known('reference'),
		paymentId: known('paymentId'),
		amount: known('amount'),
		currency: known('currency'),
	};
}
