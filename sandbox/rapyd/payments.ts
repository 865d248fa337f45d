import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { rapydData, unauthorizedCall } from './envelope';
import { paymentObject } from './resources';

export function getPayment(request: Incoming, world: World): Answer {
	const payment = world.store.payment('rapyd', request.params.id ?? '');
	if (!payment) return unauthorizedCall();
	// A recorded live answer has no refunds beside a refunded_amount.
	const hidden = world.settings.rapydHidesRefunds ? { refunds: null } : {};
	return rapydData({ ...paymentObject(payment), ...hidden });
}
