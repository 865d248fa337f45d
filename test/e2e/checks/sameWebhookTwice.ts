import type { Check } from '../check';
import { createNode, openOrderDesk, ordersFor, type Outcome } from '../orders';
import { providersUnderTest, type ProviderUnderTest } from '../providers';
import type { Stage } from '../stage';
import { assertHonest, tally, type Tally } from '../tally';

/** At each of the four providers. */
const PAIRS = 125;

export const sameWebhookTwice: Check = {
	name: `the same webhook delivered twice at once, ${PAIRS * providersUnderTest.length} times`,
	run: async (stage) =>
		await Promise.all(providersUnderTest.map((provider) => pairsAt(stage, provider))),
};

async function pairsAt(stage: Stage, provider: ProviderUnderTest): Promise<Tally> {
	const desk = await openOrderDesk(stage, createNode(provider), `twice-${provider.name}`);
	const orders = ordersFor(provider.name, 'twice', PAIRS);
	const first: Outcome[] = [];
	const second: Outcome[] = [];
	for (const order of orders) {
		const [one, other] = await Promise.all([desk.send([order]), desk.send([order])]);
		assertHonest(stage, [...one, ...other]);
		first.push(...one);
		second.push(...other);
	}
	return tally(stage, `the same webhook twice at once, ${provider.name}`, orders, [first, second]);
}
