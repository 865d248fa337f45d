/** Balances and outcomes, the same for every provider. */
import { providerNames, startSandbox, type ProviderName, type Sandbox } from '../../../sandbox';
import { accounts, type Account } from './accounts';
import { eventually } from './receiver';

let sandbox: Sandbox;
let all: Record<ProviderName, Account>;
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 500, slowMs: 500 });
	all = accounts(sandbox.origin);
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

describe.each(providerNames)('%s', (provider) => {
	const account = () => all[provider];
	const id = (behaviour: string) => `${all[provider].prefix}_${behaviour}`;

	test('partial refunds work until nothing is left, and never beyond', async () => {
		const { refund, error, errors, refundId, status, words } = account();
		const first = await refund(id('succeeds'), '400.25');
		expect(first.status).toBe(200);
		expect(await status(refundId(first))).toBe(words.succeeded);
		expect(error(await refund(id('succeeds'), '599.76'))).toBe(errors.over);
		expect((await refund(id('succeeds'), '599.75')).status).toBe(200);
		expect(error(await refund(id('succeeds'), '1.00'))).toBe(errors.over);
		expect(sandbox.refunds()).toMatchObject([
			{ provider, paymentId: id('succeeds'), amountMinor: 40025n, status: 'succeeded' },
			{ provider, paymentId: id('succeeds'), amountMinor: 59975n, status: 'succeeded' },
		]);
		expect(sandbox.refunds()[0]).toMatchObject({
			currency: account().currency,
			refundId: refundId(first),
		});
	});

	test('an id with anything behind the behaviour is a payment of its own', async () => {
		await account().refund(id('succeeds'), '1000.00');
		expect((await account().refund(id('succeeds_ticket-7'), '1000.00')).status).toBe(200);
		expect((await account().refund(id('succeeded'), '1.00')).status).toBeGreaterThanOrEqual(400);
		expect(sandbox.refunds()).toHaveLength(2);
	});

	test('later: pending first, then succeeded', async () => {
		const { refund, refundId, status, words } = account();
		const made = await refund(id('later'), '10.00');
		expect(await status(refundId(made))).toBe(words.pending);
		expect(sandbox.refunds()).toMatchObject([{ status: 'pending' }]);
		await eventually(
			async () => await status(refundId(made)),
			(word) => word === words.succeeded,
		);
	});

	test('fails: pending first, then failed, and the money can be refunded again', async () => {
		const { refund, refundId, status, words } = account();
		const made = await refund(id('fails'), '1000.00');
		expect(made.status).toBe(200);
		expect((await refund(id('fails'), '1.00')).status).toBe(400);
		await eventually(
			async () => await status(refundId(made)),
			(word) => word === words.failed,
		);
		expect(sandbox.refunds()).toEqual([]);
		expect(sandbox.refunds({ all: true })).toMatchObject([{ status: 'failed' }]);
		expect((await refund(id('fails'), '1000.00')).status).toBe(200);
	});

	test.each(['declined', 'unpaid', 'no_funds'] as const)('%s: refused', async (behaviour) => {
		const { refund, error, errors } = account();
		const reply = await refund(id(behaviour), '10.00');
		expect(reply.status).toBe(400);
		expect(error(reply)).toBe(errors[behaviour]);
		expect(sandbox.refunds({ all: true })).toEqual([]);
	});

	test('502 and 502_made answer the same; only one refunds', async () => {
		for (const [behaviour, made] of [
			['502', 0],
			['502_made', 1],
		] as const) {
			const reply = await account().refund(id(behaviour), '10.00');
			expect(reply.status).toBe(502);
			expect(reply.text).toContain('Bad Gateway');
			expect(sandbox.refunds()).toHaveLength(made);
		}
	});

	test.each([
		['html', 200],
		['html_500', 500],
	])('%s: HTTP %i with a page, nothing made', async (behaviour, status) => {
		const reply = await account().refund(id(behaviour), '10.00');
		expect(reply.status).toBe(status);
		expect(reply.text).toMatch(/^<!DOCTYPE html>/);
		expect(sandbox.refunds()).toEqual([]);
	});

	test('slow: the effect at once, the answer later', async () => {
		const answer = account().refund(id('slow'), '10.00');
		let answered = false;
		void answer.then(() => (answered = true));
		await eventually(
			() => sandbox.refunds().length,
			(count) => count === 1,
		);
		expect(answered).toBe(false);
		expect((await answer).status).toBe(200);
	});

	test.each([
		['never_answers', 0],
		['lost_answer', 1],
	])('%s: no answer, %i made, and look-ups still work', async (behaviour, made) => {
		let settled = false;
		const silent = account()
			.refund(id(behaviour), '10.00')
			.then(
				() => 'answered',
				() => 'gone',
			);
		void silent.then(() => (settled = true));
		await eventually(
			() => sandbox.calls().length,
			(count) => count === 1,
		);
		const path = account().paymentPath(id(behaviour));
		expect((await account().call('GET', path)).status).toBe(200);
		expect(settled).toBe(false);
		expect(sandbox.refunds()).toHaveLength(made);
		expect(sandbox.calls()[0]).toMatchObject({ operation: 'create', status: 0 });
	});

	test('mismatch: half of it moves, and that is what the provider says', async () => {
		await account().refund(id('mismatch'), '10.00');
		expect(sandbox.refunds()).toMatchObject([{ amountMinor: 500n }]);
	});

	test('concurrent refunds of one payment never exceed it', async () => {
		const replies = await Promise.all(
			Array.from({ length: 30 }, async () => await account().refund(id('succeeds'), '100.00')),
		);
		expect(replies.filter(({ status }) => status === 200)).toHaveLength(10);
		const sum = sandbox.refunds().reduce((total, { amountMinor }) => total + amountMinor, 0n);
		expect(sum).toBe(100_000n);
	});
});
