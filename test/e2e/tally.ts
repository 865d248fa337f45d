import { strict as assert } from 'node:assert';
import type { Order, Outcome } from '../../harness/orders';
import type { Stage } from '../../harness/stage';

/** One row of the table. */
export interface Tally {
	fault: string;
	mode: string;
	runs: number;
	asked: number;
	made: number;
	/** Orders for which the provider made more than one refund. */
	twice: number;
	/** Orders that some run said nothing about. */
	unsaid: number;
}

const STATUSES = new Set([
	'pending',
	'requires_action',
	'succeeded',
	'failed',
	'canceled',
	'reversed',
	'unknown',
]);
const MONEY_MOVED = new Set(['pending', 'requires_action', 'succeeded']);

/**
 * Compares what the runs said with what the sandbox really did. Each order must be for a payment
 * of its own.
 */
export function tally(stage: Stage, fault: string, orders: Order[], runs: Outcome[][]): Tally {
	const made = madePerPayment(stage);
	const count = ({ provider, payment }: Order) => made.get(key(provider, payment)) ?? 0;
	return {
		fault,
		mode: stage.mode,
		runs: runs.length,
		asked: orders.length,
		made: orders.reduce((sum, order) => sum + count(order), 0),
		twice: orders.filter((order) => count(order) > 1).length,
		unsaid: orders.filter((order) => !runs.every((outcomes) => speaksOf(outcomes, order))).length,
	};
}

/** The same where nothing keeps a refund from being made; throws when one was not, or was misreported. */
export function tallyOfAll(stage: Stage, fault: string, orders: Order[], runs: Outcome[][]): Tally {
	assertHonest(stage, runs.flat());
	const counted = tally(stage, fault, orders, runs);
	const { made, asked } = counted;
	assert.equal(made, asked, `${fault}: ${made} of ${asked} refunds were made`);
	return counted;
}

/** Throws when an outcome claims what is not so at the provider now. */
export function assertHonest(stage: Stage, outcomes: Outcome[]): void {
	const made = madePerPayment(stage);
	for (const outcome of outcomes) {
		const moved = made.get(key(outcome.provider, outcome.paymentId)) ?? 0;
		const said = JSON.stringify(outcome);
		if (outcome.status === 'failed') {
			assert.equal(moved, 0, `it says that no money moved, and it did: ${said}`);
		}
		if (MONEY_MOVED.has(outcome.status)) {
			assert.ok(moved > 0, `it says that money moved, and none did: ${said}`);
		}
	}
}

/** Redstone and Vesicash may have payments of the same name. */
const key = (provider: string, payment: string | null) => `${provider} ${payment}`;

function madePerPayment({ sandbox }: Stage): Map<string, number> {
	const made = new Map<string, number>();
	for (const { provider, paymentId } of sandbox.refunds()) {
		const payment = key(provider, paymentId);
		made.set(payment, (made.get(payment) ?? 0) + 1);
	}
	return made;
}

const speaksOf = (outcomes: Outcome[], { payment }: Order) =>
	outcomes.some(({ paymentId, status }) => paymentId === payment && STATUSES.has(status));
