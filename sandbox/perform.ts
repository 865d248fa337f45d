/** Carrying out a request: the work, its first answer again, or what a fault makes of it. */
import type { FastifyReply } from 'fastify';
import { sendAnswer, sendFaulty } from './answers';
import { faultKind, type Effect } from './faultKinds';
import type { Mishap } from './faults';
import type { Gateway, Route } from './gateway';
import type { Answer, Incoming } from './types';
import type { World } from './world';

/** A request that passed the checks, and who answers it. */
interface Task {
	route: Route;
	gateway: Gateway;
	incoming: Incoming;
	world: World;
}

/** The handler's answer; the first one again where the provider honours an idempotency key. */
function work({ route, gateway, incoming, world }: Task): Answer {
	const { idempotency } = gateway;
	const key = idempotency && incoming.headers[idempotency.header];
	if (!world.settings.idempotency || !key || route.operation !== 'create') {
		return route.handle(incoming, world);
	}
	const name = `${incoming.provider} ${String(key)}`;
	const body = incoming.rawBody.toString('utf8');
	const first = world.firstAnswers.get(name);
	if (first) {
		return idempotency.comparesBody && first.body !== body ? gateway.refusal() : first.answer;
	}
	const answer = route.handle(incoming, world);
	// PayMongo keeps nothing when validation failed, so a corrected request may use the key again.
	if (answer.status < 400) world.firstAnswers.set(name, { body, answer });
	return answer;
}

/** The same request once more, byte for byte: who remembers what came before refuses it. */
const repeated = (task: Task): Answer =>
	task.gateway.authenticate(task.incoming, task.world) ?? work(task);

function worked(effect: Effect, task: Task): Answer | undefined {
	if (effect === 'none') return undefined;
	const answer = work(task);
	return effect === 'twice' ? repeated(task) : answer;
}

/** Answers a request that passed the checks, unless a fault is in the way. */
export function perform(task: Task, reply: FastifyReply): void {
	const { route, gateway, incoming, world } = task;
	const { provider, method } = incoming;
	const { operation } = route;
	const paymentId = () => route.paymentOf?.(incoming, world);
	const mishap =
		world.faults.take({ provider, method, operation, paymentId }) ??
		behaviourFault(task, paymentId);
	if (!mishap) return sendAnswer(reply, work(task));
	const { effect, delivery } = faultKind(mishap.kind);
	const ms = mishap.ms ?? world.settings.slowMs;
	if (effect === 'late') {
		// Who does not want to wait for the answer may go: the refund is made all the same.
		if (delivery === 'hang') sendFaulty(reply, gateway, delivery, mishap, undefined);
		world.later(ms, () => {
			const answer = work(task);
			if (delivery !== 'hang') sendAnswer(reply, answer);
		});
		return;
	}
	const answer = worked(effect, task);
	if (delivery === 'late') {
		world.later(ms, () => sendAnswer(reply, answer ?? gateway.serverError));
		return;
	}
	sendFaulty(reply, gateway, delivery, mishap, answer);
}

/** A speaking payment's own fault; it hits refund requests only, so that look-ups still work. */
function behaviourFault(
	{ route, incoming, world }: Task,
	paymentId: () => string | undefined,
): Mishap | undefined {
	if (route.operation !== 'create' && route.operation !== 'createForGroup') return undefined;
	const id = paymentId();
	if (id === undefined) return undefined;
	const { provider, live } = incoming;
	const payment =
		route.operation === 'create'
			? world.store.payment(provider, id, live)
			: world.store.group(provider, id)?.payments[0];
	return payment?.behaviour.fault;
}
