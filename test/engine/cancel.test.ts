/** An execution that is canceled by hand while its refunds are on their way. */
import { setTimeout as pause } from 'node:timers/promises';

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

const ticketed = everyProvider.filter(({ tells }) => tells.reference);

test.each(ticketed)('$node: what was refused before it is still looked into', async (of) => {
	sandbox.reset();
	const claims = new ClaimTable();
	const engine = new Engine(credentialsFor(sandbox), claims, {
		pack: loadPackage({ fresh: true }),
		// Long enough for the cancel to come between the answer and the look.
		lookPauses: [400],
	});
	// Whether our own refund has used the balance up, only a look can tell.
	const paymentId = sandbox.addPayment(of.name, { behaviour: 'no_funds' });
	const sent = () => sandbox.calls().some(({ operation }) => operation === 'create');
	let readsBefore = 0;
	const reads = () => sandbox.calls().filter(({ operation }) => operation !== 'create').length;
	const run = await engine.run({
		node: of.node,
		parameters: {
			resource: 'refund',
			operation: 'create',
			refundAmount: 'partial',
			amount: '12.50',
			reference: 'T-1',
			...of.payment(paymentId),
		},
		onStart: (cancel) => {
			const watch = setInterval(() => {
				if (!sent()) return;
				clearInterval(watch);
				setTimeout(() => {
					readsBefore = reads();
					cancel();
				}, 100);
			}, 5);
		},
	});
	expect(run.error?.message).toMatch(/cancel/);
	// n8n has ended the execution; the node is still at it.
	const deadline = Date.now() + 5_000;
	while (claims.rows.size > 0 && Date.now() < deadline) await pause(20);
	expect(claims.rows.size).toBe(0);
	expect(reads()).toBeGreaterThan(readsBefore);
	expect(sandbox.refunds()).toEqual([]);
});
