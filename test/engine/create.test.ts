import { startSandbox, type Sandbox } from '../../sandbox';
import { credentialsFor, providerNodes } from '../support/accounts';
import { Engine } from '../support/engine';

let sandbox: Sandbox;
let engine: Engine;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0, settleMs: 200 });
	engine = new Engine(credentialsFor(sandbox));
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const base = { resource: 'refund', operation: 'create', refundAmount: 'partial', amount: '12.50' };

describe.each(providerNodes)('$node: refund create', ({ node, payment }) => {
	test('makes one refund', async () => {
		const result = await engine.run({
			node,
			parameters: { ...base, ...payment('succeeds'), reference: 'T-1' },
		});
		expect(sandbox.refunds()).toHaveLength(1);
	});
});
