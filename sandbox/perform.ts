/** Carrying out a request: the work, its first answer again, or what a fault makes of it. */
import type { FastifyReply } from 'fastify';
import { sendAnswer, sendFaulty } from './answers';
import { faultKinds, type Fault } from './faults';
import type { Gateway, Route } from './gateway';
import type { Answer, Incoming } from './types';
import type { World } from './world';

/** The handler's answer; the first one again where the provider honours an idempotency key. */
function work(route: Route, gateway: Gateway, incoming: Incoming, world: World): Answer {
	const { idempotency } = gateway;
	const key = idempotency && incoming.headers[idempotency.header];
	if (!world.settings.idempotency || !key || route.operation !== 'create') {
		return route.handle(incoming, world);
	}
	const name = `${incoming.provider} ${String(key)}`;
	const body = incoming.rawBody.toString('utf8');
	const first = world.firstAnswers.get(name);
	if (first) {
		return idempotency.comparesBody && first.body !== body ? gateway.refusal : first.answer;
	}
	const answer = route.handle(incoming, world);
	// PayMongo keeps nothing when validation failed, so a corrected request may use the key again.
	if (answer.status < 400) world.firstAnswers.set(name, { body, answer });
	return answer;
}

/** Answers a request that passed the checks, unless a fault is in the way. */
export function perform(
	route: Route,
	gateway: Gateway,
	incoming: Incoming,
	reply: FastifyReply,
	world: World,
): void {
	const paymentId = () => route.paymentOf?.(incoming, world);
	const fault: Fault | undefined =
		world.faults.take(incoming.provider, route.operation, paymentId) ??
		behaviourFault(route, incoming, paymentId, world);
	if (!fault) return sendAnswer(reply, work(route, gateway, incoming, world));
	const { effect, delivery } = faultKinds[fault.kind];
	const answer = effect ? work(route, gateway, incoming, world) : undefined;
	if (delivery === 'late') {
		const send = () => sendAnswer(reply, answer ?? gateway.serverError);
		setTimeout(send, fault.ms ?? world.settings.slowMs).unref();
		return;
	}
	sendFaulty(reply, gateway, delivery, answer);
}

/** A speaking payment's own fault; it hits refund requests only, so that look-ups still work. */
function behaviourFault(
	route: Route,
	incoming: Incoming,
	paymentId: () => string | undefined,
	world: World,
): Fault | undefined {
	if (route.operation !== 'create' && route.operation !== 'createForGroup') return undefined;
	const id = paymentId();
	if (id === undefined) return undefined;
	const behaviour =
		route.operation === 'create'
			? world.store.payment(incoming.provider, id, incoming.live)?.behaviour
			: world.store.group(incoming.provider, id)?.payments[0]?.behaviour;
	return behaviour?.fault && { kind: behaviour.fault, match: route.operation };
}
