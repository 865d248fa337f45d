import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { rapydData, unauthorizedCall } from './envelope';
import { paymentObject } from './resources';

export function getPayment(request: Incoming, world: World): Answer {
	const payment = world.store.payment('rapyd', request.params.id ?? '');
	return payment ? rapydData(paymentObject(payment)) : unauthorizedCall();
}
