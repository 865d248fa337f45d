import { gateways } from '../../../sandbox';
import { createCredential, updateCredential } from '../../../harness/n8n/credentials';
import { createNode, openOrderDesk, ordersFor, type Outcome } from '../../../harness/orders';
import { everyProvider, type ProviderUnderTest } from '../../../harness/providers';
import type { Stage } from '../../../harness/stage';
import type { Check } from '../check';
import { tallyOfAll } from '../tally';

const TICKETS = 25;

/**
 * At Redstone and Vesicash nothing but the claims knows of the refunds made before, and claims are
 * kept by account. One answer is lost, so that a refund of unknown outcome is among them.
 */
export const keyRotation: Check = {
	name: 'keys replaced by new ones of the same account, n8n restarted, the same tickets again',
	async run(stage) {
		const accounts = await Promise.all(
			everyProvider.map((provider) => openAccount(stage, provider)),
		);
		const deliver = async (): Promise<Outcome[][]> =>
			await Promise.all(accounts.map(async ({ desk, orders }) => await desk.send(orders)));
		const first = await deliver();
		await Promise.all(accounts.map(async ({ replaceKeys }) => await replaceKeys()));
		await stage.restart();
		const second = await deliver();
		return accounts.map(({ name, orders }, index) => {
			const runs = [first, second].map((outcomes) => outcomes[index] ?? []);
			return tallyOfAll(stage, `keys replaced by new ones, ${name}`, orders, runs);
		});
	},
};

/** A workflow with a credential of its own, and its tickets. */
async function openAccount(stage: Stage, provider: ProviderUnderTest) {
	const { name, title } = provider;
	const { credential, otherKeys } = gateways[name];
	const data = credential.fields(stage.sandbox.origin);
	const input = { name: `${title} whose keys change`, type: credential.type, data };
	const saved = await createCredential(stage.session, input);
	const itsOwn = { ...stage, credentials: [saved] };
	const desk = await openOrderDesk(itsOwn, createNode(provider), `keys-${name}`);
	const orders = ordersFor(name, 'keys', TICKETS);
	const paymentId = orders[0]?.payment ?? '';
	stage.sandbox.inject({ kind: 'reset_after', match: 'create', provider: name, paymentId });
	const replaceKeys = () => updateCredential(stage.session, saved, { ...data, ...otherKeys });
	return { name, desk, orders, replaceKeys };
}
