/**
 * `child.ts <rows> <rounds>`: books of so many rows a side, reconciled and joined by hand in turn.
 * A process of its own, so that its memory is its own. Prints one line of JSON.
 */
import { createRequire } from 'node:module';
import path from 'node:path';

import type * as reconciling from '../../refunds/reconcile';
import type * as refunds from '../../refunds/refund';
import type * as money from '../../refunds/money';
import { HASH_JOIN } from '../join';

// The compiled code: what tsx makes of the sources on the fly is slower.
const load = createRequire(path.join(__dirname, '..', '..', 'build', 'refunds', 'index.js'));
const built = <T>(file: string) => load(file) as T;
const { readLedger, reconcile } = built<typeof reconciling>('./reconcile/index.js');
const { refundRecord } = built<typeof refunds>('./refund.js');
const { moneyFromMajor } = built<typeof money>('./money.js');

export interface ChildResult {
	/** CPU milliseconds of all threads, by round: what others do on the machine is not in it. */
	reconcile: number[];
	join: number[];
	/** Milliseconds somebody waits for the reconciling, by round. */
	waited: number[];
	/** Most memory the process ever held, without the hand-made join: MB. */
	maxRss: number;
	matched: number;
}

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 5, 30);

type Row = Record<string, string>;

/** Of 200 rows 4 differ in amount, 3 are at the provider only and 3 in the ledger only. */
function books(count: number): { items: Array<{ json: Row }>; side: refunds.RefundRecord[] } {
	const items: Array<{ json: Row }> = [];
	const side: refunds.RefundRecord[] = [];
	for (let n = 0; n < count; n += 1) {
		const amount = `${10 + (n % 900)}.50`;
		const date = new Date(NOW - 10 * DAY - (n % 30_000) * 60_000).toISOString();
		const ids = { refundId: `ref_${n}`, paymentId: `pay_${n}`, reference: `T-${n}` };
		const share = n % 200;
		if (share >= 3) {
			const asked = share < 10 && share >= 6 ? '9.00' : amount;
			items.push(
				received({ json: { ...ids, amount: asked, currency: 'PHP', status: 'succeeded', date } }),
			);
		}
		if (share < 3 || share >= 6) {
			const paid = moneyFromMajor(amount, 'PHP');
			const facts = { provider: 'paymongo', mode: 'live', status: 'succeeded' } as const;
			side.push(received(refundRecord({ ...facts, ...ids, money: paid, createdAt: date })));
		}
	}
	return { items, side: shuffled(side) };
}

/** Through JSON, as n8n's items and a provider's answers come: not the strings this file glued. */
function received<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}

/** Always the same order, which is not the ledger's. */
function shuffled<T>(list: T[]): T[] {
	let state = 1;
	for (let index = list.length - 1; index > 0; index -= 1) {
		state = (state * 48_271) % 2_147_483_647;
		const other = state % (index + 1);
		[list[index], list[other]] = [list[other] as T, list[index] as T];
	}
	return list;
}

const [count = 1_000, rounds = 1] = process.argv.slice(2).map(Number);
const { items, side } = books(count);
const join = new Function('ledger', 'refunds', HASH_JOIN) as (
	ledger: Row[],
	side: refunds.RefundRecord[],
) => Array<{ json: { kind: string } }>;

function timed<T>(work: () => T): { took: number; waited: number; result: T } {
	// Nobody pays for the garbage of whoever ran before.
	globalThis.gc?.();
	const started = process.cpuUsage();
	const at = performance.now();
	const result = work();
	const waited = performance.now() - at;
	const { user, system } = process.cpuUsage(started);
	return { took: (user + system) / 1000, waited, result };
}

function reconciled() {
	return reconcile({
		ledger: readLedger(items),
		provider: side,
		source: {
			provider: 'paymongo',
			title: 'PayMongo',
			mode: 'live',
			pages: 1,
			tells: { reference: true, paymentId: true, outcome: true },
			limits: [],
		},
		period: null,
		now: new Date(NOW).toISOString(),
		settlingHours: 24,
		gaps: [],
		output: 'all',
	});
}

const result: ChildResult = { reconcile: [], join: [], waited: [], maxRss: 0, matched: 0 };
for (let round = 0; round < rounds; round += 1) {
	const ours = timed(reconciled);
	result.reconcile.push(ours.took);
	result.waited.push(ours.waited);
	const { matched } = ours.result.summary.counts;
	if (round === 0) result.maxRss = process.resourceUsage().maxRSS / 1024;
	const theirs = timed(() =>
		join(
			items.map(({ json }) => json),
			side,
		),
	);
	result.join.push(theirs.took);
	result.matched = theirs.result.filter(({ json }) => json.kind === 'matched').length;
	if (matched !== result.matched) {
		throw new Error(`Reconciling matched ${matched} rows, the join ${result.matched}.`);
	}
}
process.stdout.write(JSON.stringify(result));
