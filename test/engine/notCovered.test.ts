/**
 * What is not covered, as docs/never-twice.md says it under that heading: each line there has a test
 * here or beside what it names. Whoever makes one of these come out better takes its line out.
 */
import { startSandbox, gateways, type Sandbox } from '../../sandbox';
import { providersUnderTest, type ProviderUnderTest } from '../../harness/providers';
import { credentialsFor } from '../support/accounts';
import { ClaimTable } from '../support/claimTable';
import { Engine, loadPackage, type RunOptions } from '../support/engine';

const { paymongo, redstone, vesicash } = providersUnderTest;
const mobileMoney = [redstone, vesicash];

let sandbox: Sandbox;
let claims: ClaimTable;
beforeEach(async () => {
	sandbox = await startSandbox();
	claims = new ClaimTable();
});
afterEach(async () => await sandbox.stop());

interface Change extends Partial<RunOptions> {
	/** Of the credential. */
	fields?: Record<string, string>;
	/** Of the node, beside those of every refund. */
	given?: Record<string, unknown>;
}

/** Refunds 12.50 under T-1 in a new n8n process with the same database. */
async function refund(of: ProviderUnderTest, { fields, given, ...options }: Change = {}) {
	const pack = loadPackage({ fresh: true });
	const engine = new Engine(
		credentialsFor(sandbox, () => fields ?? {}),
		claims,
		{ pack },
	);
	const { json } = await engine.run({
		node: of.node,
		parameters: {
			resource: 'refund',
			operation: 'create',
			refundAmount: 'partial',
			amount: '12.50',
			reference: 'T-1',
			...of.paymentThat('succeeds_not_covered'),
			...given,
		},
		...options,
	});
	return json.flat()[0];
}

const moved = () => sandbox.refunds().reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

test.each(mobileMoney)('$title: two workflows refund one ticket twice', async (of) => {
	await refund(of, { workflowId: 'A' });
	expect(await refund(of, { workflowId: 'B' })).toMatchObject({ duplicate: false });
	expect(sandbox.refunds()).toHaveLength(2);
});

test.each([
	{ of: paymongo, status: 'failed' },
	{ of: redstone, status: 'unknown' },
])(
	'$of.title: made elsewhere right before the send, the balance has the last word: $status',
	async ({ of, status }) => {
		const paymentId = sandbox.addPayment(of.name, { amount: '12.50' });
		class Meanwhile extends ClaimTable {
			override async checkProcessedAndRecord(
				...given: Parameters<ClaimTable['checkProcessedAndRecord']>
			) {
				if (sandbox.refunds().length === 0) {
					sandbox.addRefund(of.name, paymentId, { amount: '12.50' });
				}
				return await super.checkProcessedAndRecord(...given);
			}
		}
		claims = new Meanwhile();
		expect(await refund(of, { given: of.payment(paymentId) })).toMatchObject({
			status,
		});
		expect(moved()).toBe(1250n);
	},
);

test.each(mobileMoney)('$title: after a restart what is left is not known', async (of) => {
	await refund(of, { given: { amount: '600' } });
	const rest = await refund(of, { given: { amount: '500', reference: 'T-2' } });
	// It is sent, and their own check refuses it.
	expect(rest?.status).toBe('unknown');
	expect(moved()).toBe(60_000n);
});

describe.each(mobileMoney)('$title: after an exchange of keys', (of) => {
	const fields = { ...gateways[of.name].otherKeys };

	test('payments without a business_id are refunded again', async () => {
		await sandbox.stop();
		sandbox = await startSandbox({ businessId: '' });
		await refund(of);
		expect(await refund(of, { fields })).toMatchObject({ duplicate: false });
		expect(sandbox.refunds()).toHaveLength(2);
	});

	test('one that cannot be looked up is called failed, and found by the next run', async () => {
		await refund(of);
		sandbox.inject({ kind: '503', match: 'look', provider: of.name, times: 4 });
		expect(await refund(of, { fields })).toMatchObject({ status: 'failed' });
		expect(await refund(of, { fields })).toMatchObject({ status: 'pending', duplicate: true });
		expect(sandbox.refunds()).toHaveLength(1);
	});
});

test.each(mobileMoney)('$title: "Insufficient funds" is believed', async (of) => {
	const message = 'insufficient funds or wallet error';
	sandbox.inject({ kind: '400_made', match: 'create', provider: of.name, message });
	expect(await refund(of)).toMatchObject({ status: 'failed', failureCode: 'insufficient_funds' });
	expect(sandbox.refunds()).toHaveLength(1);
});

test.each([paymongo, redstone])(
	'$title: a doubled request for a part is two refunds',
	async (of) => {
		sandbox.inject({ kind: 'doubled', match: 'create', provider: of.name });
		await refund(of);
		expect(sandbox.refunds()).toHaveLength(2);
	},
);

test.each(mobileMoney)('$title: a workflow made again has forgotten its claims', async (of) => {
	await refund(of, { workflowId: 'A' });
	claims.deleteWorkflow('A');
	claims.restoreWorkflow('A');
	expect(await refund(of, { workflowId: 'A' })).toMatchObject({ duplicate: false });
	expect(sandbox.refunds()).toHaveLength(2);
});

test.each(mobileMoney)('$title: two n8n servers do not see each other’s claims', async (of) => {
	await refund(of);
	claims = new ClaimTable();
	expect(await refund(of)).toMatchObject({ duplicate: false });
	expect(sandbox.refunds()).toHaveLength(2);
});
