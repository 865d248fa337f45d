import type { Check } from '../check';
import { createNode, openOrderDesk, ordersFor, type Outcome } from '../../../harness/orders';
import { everyProvider, type ProviderUnderTest } from '../../../harness/providers';
import type { Stage } from '../../../harness/stage';
import { tallyOfAll, type Tally } from '../tally';

/** Pairs at once at each provider. */
const AT_ONCE = 5;

/** So many pairs at each of the four providers. */
export const sameWebhookTwice = (pairs: number): Check => ({
	name: `the same webhook delivered twice at once, ${pairs * everyProvider.length} times`,
	run: async (stage) =>
		await Promise.all(everyProvider.map((provider) => pairsAt(stage, provider, pairs))),
});

async function pairsAt(stage: Stage, provider: ProviderUnderTest, pairs: number): Promise<Tally> {
	const desk = await openOrderDesk(stage, createNode(provider), `twice-${provider.name}`);
	const orders = ordersFor(provider.name, 'twice', pairs);
	const runs: [Outcome[], Outcome[]] = [[], []];
	for (let from = 0; from < pairs; from += AT_ONCE) {
		const deliveries = orders
			.slice(from, from + AT_ONCE)
			.map((order) => Promise.all([desk.send([order]), desk.send([order])]));
		for (const [one, other] of await Promise.all(deliveries)) {
			runs[0].push(...one);
			runs[1].push(...other);
		}
	}
	return tallyOfAll(stage, `the same webhook twice at once, ${provider.name}`, orders, runs);
}
