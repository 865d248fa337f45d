import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { notFound } from './errors';
import { listPage } from './lists';
import { paymentResource } from './resources';

export function getPayment(request: Incoming, world: World): Answer {
	const id = request.params.id ?? '';
	const payment = world.store.payment('paymongo', id, request.live);
	if (!payment || payment.live !== request.live) return notFound('payment', id);
	return { status: 200, body: { data: paymentResource(payment) } };
}

export function listPayments(request: Incoming, world: World): Answer {
	const find = (id: string) => world.store.payment('paymongo', id, request.live);
	const list = world.store.payments('paymongo').filter(({ live }) => live === request.live);
	return listPage(request, world, list, find, paymentResource);
}
