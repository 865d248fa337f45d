import type { Check } from '../check';
import { createNode, openOrderDesk, type Order, type OrderDesk, type Outcome } from '../orders';
import { paymentId, providersUnderTest } from '../providers';
import { assertHonest, tally } from '../tally';

const PAIRS = 25;

export const sameWebhookTwice: Check = {
	name: 'the same webhook delivered twice at once',
	async run(stage) {
		const rows = [];
		for (const provider of providersUnderTest) {
			const path = `twice-${provider.name}`;
			const desk = await openOrderDesk(stage, createNode(provider), path);
			const orders = Array.from({ length: PAIRS }, (_, index) => ({
				provider: provider.name,
				payment: paymentId(provider.name, 'succeeds', `twice-${index}`),
				amount: '12.50',
				reference: `W-${provider.name}-${index}`,
			}));
			const deliveries: Outcome[][][] = [];
			for (const order of orders) {
				const pair = await deliverTwice(desk, order);
				assertHonest(stage, pair.flat());
				deliveries.push(pair);
			}
			const runs = [0, 1].map((which) => deliveries.map((pair) => pair[which] ?? []).flat());
			rows.push(tally(stage, `the same webhook twice at once, ${provider.name}`, orders, runs));
		}
		return rows;
	},
};

const deliverTwice = (desk: OrderDesk, order: Order) =>
	Promise.all([desk.send([order]), desk.send([order])]);
