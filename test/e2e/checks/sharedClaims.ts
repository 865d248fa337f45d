import { createCredential } from '../../../harness/n8n/credentials';
import { sandboxCredentials } from '../../../harness/n8n/sandboxCredentials';
import { importWorkflow } from '../../../harness/n8n/workflows';
import {
	createNode,
	openOrderDesk,
	ordersFor,
	type Order,
	type OrderDesk,
	type Outcome,
} from '../../../harness/orders';
import { everyProvider } from '../../../harness/providers';
import type { Stage } from '../../../harness/stage';
import type { Check } from '../check';
import { tallyOfAll } from '../tally';

/** Tickets at each of the four providers. */
const TICKETS = 25;

/**
 * Two workflows get the same tickets: at once, and one after the other with n8n started again in
 * between, so that nothing but the claims can know of the first at Redstone and Vesicash.
 */
export const sharedClaims: Check = {
	name: `two workflows with one Claims Workflow, ${TICKETS * everyProvider.length} tickets to both`,
	async run(stage) {
		const desks = await openTwoDesks(stage);
		const atOnce = tickets('at-once');
		const both = await Promise.all(desks.map((desk) => sendTo(desk, atOnce)));
		const apart = tickets('apart');
		const first = await sendTo(desks[0], apart);
		await stage.restart();
		const second = await sendTo(desks[1], apart);
		return [
			tallyOfAll(stage, 'two workflows at once, one Claims Workflow', atOnce.flat(), both),
			tallyOfAll(stage, 'two workflows, n8n restarted in between', apart.flat(), [first, second]),
		];
	},
};

/** By provider. */
type Desks = OrderDesk[];

async function openTwoDesks(stage: Stage): Promise<[Desks, Desks]> {
	const holder = await importWorkflow(stage.session, {
		name: 'Claims of all workflows',
		nodes: [],
		connections: {},
	});
	const inputs = sandboxCredentials(stage.sandbox.origin).map((input) => ({
		...input,
		name: `${input.name} with shared claims`,
		data: { ...input.data, claimsWorkflow: holder.id },
	}));
	const credentials = await Promise.all(
		inputs.map((input) => createCredential(stage.session, input)),
	);
	const open = async (workflow: string) =>
		await Promise.all(
			everyProvider.map((provider) =>
				openOrderDesk(
					{ ...stage, credentials },
					createNode(provider),
					`shared-${workflow}-${provider.name}`,
				),
			),
		);
	return [await open('one'), await open('two')];
}

function tickets(name: string): Order[][] {
	return everyProvider.map((provider) => ordersFor(provider.name, name, TICKETS));
}

async function sendTo(desks: Desks, orders: Order[][]): Promise<Outcome[]> {
	const outcomes = desks.map(async (desk, index) => await desk.send(orders[index] ?? []));
	return (await Promise.all(outcomes)).flat();
}
