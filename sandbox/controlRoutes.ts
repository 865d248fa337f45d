/** The sandbox's controls as JSON over HTTP, for other processes. */
import type { FastifyInstance } from 'fastify';
import { behaviours } from './behaviours';
import {
	addPayment,
	addRefund,
	configureWebhooks,
	findPayment,
	listMoved,
	moved,
	type MovedRefund,
	type NewPayment,
	type NewRefund,
	settle,
} from './controls';
import type { Fault } from './faults';
import { keys } from './keys';
import { toMajor } from './money';
import type { ProviderName } from './names';
import { asObject } from './read';
import type { RefundStatus } from './types';
import type { EventSpec } from './webhooks/eventTypes';
import type { World } from './world';

const showMoved = ({ amountMinor, ...refund }: MovedRefund) => ({
	...refund,
	amountMinor: amountMinor.toString(),
	amount: toMajor(amountMinor, refund.currency),
});

/** Routes below /_sandbox. Amounts in minor units are texts here, JSON has no BigInt. */
export async function controlRoutes(server: FastifyInstance, { world }: { world: World }) {
	// The providers' routes need the body as bytes; these want it read.
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		try {
			done(null, body === '' ? {} : JSON.parse(String(body)));
		} catch (error) {
			done(error as Error);
		}
	});
	server.setErrorHandler((error: Error, _request, reply) => {
		void reply.code(400).send({ error: error.message });
	});

	server.get('/keys', () => keys);
	server.get('/behaviours', () => behaviours);
	server.get<{ Querystring: { all?: string } }>('/refunds', ({ query }) =>
		listMoved(world, query.all !== undefined).map(showMoved),
	);
	server.post('/refunds', ({ body }) => {
		const { provider, paymentId, ...refund } = asObject(body) as unknown as NewRefund & {
			provider: ProviderName;
			paymentId: string;
		};
		return showMoved(moved(addRefund(world, findPayment(world, provider, paymentId), refund)));
	});
	server.post('/payments', ({ body }) => {
		const { provider, ...payment } = asObject(body) as unknown as NewPayment & {
			provider: ProviderName;
		};
		return { paymentId: addPayment(world, provider, payment).id };
	});
	server.post('/settle', ({ body }) => {
		const { refundId, status } = asObject(body);
		return showMoved(moved(settle(world, String(refundId), status as RefundStatus)));
	});
	server.get('/calls', () => world.calls);
	server.get('/rate-limited', () => world.rateLimits.refused());
	server.post('/faults', ({ body }) => {
		world.faults.inject(asObject(body) as unknown as Fault);
		return { left: world.faults.left() };
	});
	server.get('/faults', () => ({ left: world.faults.left() }));
	server.delete('/faults', () => {
		world.faults.clear();
		return { left: 0 };
	});
	server.get('/events', () => world.webhooks.events());
	server.get('/deliveries', () => world.webhooks.deliveries());
	server.post('/events', async ({ body }) => {
		const { repeat, ...spec } = asObject(body);
		if (typeof repeat === 'string') return await world.webhooks.repeat(repeat);
		return await world.webhooks.send(spec as unknown as EventSpec);
	});
	server.post('/events/build', ({ body }) => world.webhooks.build(body as EventSpec));
	server.get('/webhooks', () => world.paymongoWebhooks.list());
	server.delete<{ Params: { id: string } }>('/webhooks/:id', ({ params }) => ({
		removed: world.paymongoWebhooks.remove(params.id),
	}));
	server.get('/webhook-urls', () => world.settings.webhooks);
	server.post('/webhook-urls', ({ body }) => {
		configureWebhooks(world, asObject(body));
		return world.settings.webhooks;
	});
	server.post('/reset', () => {
		world.reset();
		return {};
	});
}
