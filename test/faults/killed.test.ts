/** What a real SIGKILL leaves behind, and when a refund may be tried again. */
import { setTimeout as pause } from 'node:timers/promises';

import { startSandbox, type Sandbox } from '../../sandbox';
import { everyProvider, type ProviderUnderTest } from '../../harness/providers';
import { credentialsFor } from '../support/accounts';
import { ClaimTable } from '../support/claimTable';
import { Engine, loadPackage, type LoadedPackage, type RunOptions } from '../support/engine';
import { startProcess } from './childProcess';

const SETTLE_MS = 100;
let sandbox: Sandbox;
let claims: ClaimTable;
/** Two processes. Tests have payments of their own, which neither remembers from another test. */
let packs: LoadedPackage[];
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: SETTLE_MS });
	packs = [loadPackage({ fresh: true }), loadPackage({ fresh: true })];
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	claims = new ClaimTable();
});

const processOf = (index: 0 | 1) =>
	new Engine(credentialsFor(sandbox), claims, { pack: packs[index] as LoadedPackage });

const runOf = ({ node, paymentThat }: ProviderUnderTest, id: string, options = {}): RunOptions => ({
	node,
	parameters: {
		resource: 'refund',
		operation: 'create',
		refundAmount: 'partial',
		amount: '12.50',
		reference: 'T-1',
		...paymentThat(id),
		options,
	},
});

const outcomesOf = async (engine: Engine, runs: RunOptions[]) =>
	await Promise.all(runs.map(async (run) => (await engine.run(run)).json.flat()[0]));

/** Runs in a process of its own that is killed once `isTime`. */
async function killWhen(runs: RunOptions[], isTime: () => boolean, claimed?: () => void) {
	const child = startProcess(sandbox, claims, runs, async () => {
		claimed?.();
		if (claimed) await new Promise<never>(() => undefined);
	});
	for (let waits = 0; !isTime(); waits += 1) {
		if (child.isGone() || waits > 4_000) throw new Error('The process never came that far');
		await pause(10);
	}
	await child.kill();
}

test('a stored claim survives the process that is killed right after it', async () => {
	const runs = everyProvider.map((of) => runOf(of, 'succeeds'));
	let stored = 0;
	await killWhen(
		runs,
		() => stored === runs.length,
		() => {
			stored += 1;
		},
	);
	expect(claims.rows.size).toBe(runs.length);

	// Nobody can tell whether it was sent: nothing is, until a person has looked.
	const again = await outcomesOf(processOf(0), runs);
	for (const record of again) {
		expect(record).toMatchObject({ status: 'unknown', failureCode: 'claimed_without_trace' });
	}
	expect(sandbox.refunds()).toEqual([]);
});

test('a refund whose process is killed before the answer is not made again', async () => {
	// The refund is made; the answer never comes.
	const runs = everyProvider.map((of) => runOf(of, 'lost_answer'));
	await killWhen(runs, () => sandbox.refunds().length === runs.length);

	const again = await outcomesOf(processOf(0), runs);
	everyProvider.forEach(({ tells }, index) => {
		expect(again[index]).toMatchObject(
			tells.reference
				? { status: 'succeeded', duplicate: true, protection: 'lookup' }
				: { status: 'unknown', failureCode: 'claimed_without_trace' },
		);
	});
	expect(sandbox.refunds()).toHaveLength(runs.length);
});

describe.each(everyProvider)('$name', (of) => {
	const { name, prefix, tells } = of;

	test('a refused refund can be tried again under the same reference', async () => {
		const run = runOf(of, 'again');
		const id = `${prefix}_again`;
		sandbox.addPayment(name, { id, behaviour: 'no_funds' });
		const [refused] = await outcomesOf(processOf(0), [run]);
		expect(refused).toMatchObject({ status: 'failed', reference: 'T-1' });

		// Now there are funds.
		sandbox.reset();
		sandbox.addPayment(name, { id, behaviour: 'succeeds' });
		const [made] = await outcomesOf(processOf(1), [run]);
		expect(made).toMatchObject({ status: 'succeeded', reference: 'T-1', duplicate: false });
		expect(sandbox.refunds()).toHaveLength(1);
	});

	test('a refund that failed later can be tried again where the provider shows it', async () => {
		const run = runOf(of, 'fails');
		const [first] = await outcomesOf(processOf(0), [run]);
		expect(first).toMatchObject({ status: 'pending', duplicate: false });
		await pause(SETTLE_MS + 50);
		expect(sandbox.refunds()).toEqual([]);

		const [second] = await outcomesOf(processOf(1), [run]);
		if (tells.reference) {
			expect(second).toMatchObject({ status: 'pending', duplicate: false });
			expect(second?.refundId).not.toBe(first?.refundId);
		} else {
			// That it was accepted is all that is known after a restart: late rather than twice.
			expect(second).toMatchObject({ status: 'pending', duplicate: true, refundId: null });
		}
		expect(sandbox.refunds({ all: true })).toHaveLength(tells.reference ? 2 : 1);
	});
});
