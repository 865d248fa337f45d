/** What outlives an n8n process: claims in its database, and nothing else. */
import { startSandbox, type Sandbox } from '../../sandbox';
import { everyProvider } from '../../harness/providers';
import { credentialsFor } from '../support/accounts';
import { ClaimTable } from '../support/claimTable';
import { Engine, loadPackage } from '../support/engine';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});
afterAll(async () => await sandbox.stop());

test.each(everyProvider)('$node: after a restart a refund is found again, not made', async (of) => {
	const claims = new ClaimTable();
	const freshProcess = () =>
		new Engine(credentialsFor(sandbox), claims, { pack: loadPackage({ fresh: true }) });
	const parameters = {
		resource: 'refund',
		operation: 'create',
		refundAmount: 'partial',
		amount: '12.50',
		reference: 'T-1',
		...of.paymentThat('succeeds_restart'),
	};
	sandbox.reset();
	const first = await freshProcess().run({ node: of.node, parameters });
	const again = await freshProcess().run({ node: of.node, parameters });

	const keepsReference = of.tells.reference;
	expect(again.json[0]).toMatchObject([
		{
			duplicate: true,
			reference: 'T-1',
			amount: '12.50',
			// Redstone and Vesicash list no refunds: that it was accepted is known, its id is not.
			refundId: keepsReference ? first.json[0]?.[0]?.refundId : null,
			status: keepsReference ? 'succeeded' : 'pending',
		},
	]);
	expect(sandbox.refunds()).toHaveLength(1);
});
