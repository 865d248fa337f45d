/** The HTTP server: finds the provider, checks the keys, lets faults happen, sends the answer. */
import Fastify, {
	type FastifyInstance,
	type FastifyReply,
	type FastifyRequest,
	type FastifyServerOptions,
} from 'fastify';
import { sendAnswer, sendFaulty } from './answers';
import { faultKinds, type Fault } from './faults';
import type { Gateway, Route } from './gateway';
import { mobileMoney } from './mobileMoney/gateway';
import { paymongo } from './paymongo/gateway';
import { rapyd } from './rapyd/gateway';
import type { Answer, Incoming } from './types';
import type { Call, World } from './world';

const gateways = { paymongo, rapyd, mobileMoney } satisfies Record<string, Gateway>;
type GatewayName = keyof typeof gateways;

/** Old entries go when a sandbox runs for days. */
const callsKept = 100_000;

/**
 * All four providers share paths, so it is the authentication headers that tell them apart.
 * Without any, the path tells in whose form to refuse.
 */
function gatewayOf(headers: Incoming['headers'], url: string): GatewayName {
	if (headers['secret-key'] !== undefined || headers['public-key'] !== undefined) {
		return 'mobileMoney';
	}
	if (headers.access_key !== undefined || headers.signature !== undefined) return 'rapyd';
	if (headers.authorization !== undefined) return 'paymongo';
	if (/^\/v1\/(payment(\/|\?|$)|account|countries)/.test(url)) return 'mobileMoney';
	if (/^\/v1\/(data|refunds\/(complete|group_payments))/.test(url)) return 'rapyd';
	return 'paymongo';
}

type Constraint = NonNullable<FastifyServerOptions['constraints']>[string];
type RouteHandler = NonNullable<ReturnType<ReturnType<Constraint['storage']>['get']>>;

/** Lets fastify's router choose among the same paths of three gateways. */
const gatewayConstraint = {
	name: 'gateway',
	storage() {
		const handlers = new Map<unknown, RouteHandler>();
		return {
			get: (name: unknown) => handlers.get(name) ?? null,
			set: (name: unknown, handler: RouteHandler) => void handlers.set(name, handler),
			del: (name: unknown) => void handlers.delete(name),
			empty: () => handlers.clear(),
		};
	},
	deriveConstraint: (request: { headers: Incoming['headers']; url?: string }) =>
		gatewayOf(request.headers, request.url ?? ''),
	validate: () => true,
};

/** The handler's answer; the first one again where the provider honours an idempotency key. */
function work(route: Route, gateway: Gateway, incoming: Incoming, world: World): Answer {
	const key = gateway.idempotencyHeader && incoming.headers[gateway.idempotencyHeader];
	if (!world.settings.idempotency || !key || route.operation !== 'create') {
		return route.handle(incoming, world);
	}
	const name = `${incoming.provider} ${String(key)}`;
	const body = incoming.rawBody.toString('utf8');
	const first = world.firstAnswers.get(name);
	// PayMongo refuses the same key with other parameters; Rapyd looks at the header alone.
	if (first) return first.body === body || gateway === rapyd ? first.answer : gateway.refusal;
	const answer = route.handle(incoming, world);
	// PayMongo keeps nothing when validation failed, so a corrected request may use the key again.
	if (answer.status < 400) world.firstAnswers.set(name, { body, answer });
	return answer;
}

function perform(
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
			: world.store.group(id)?.payments[0]?.behaviour;
	return behaviour?.fault && { kind: behaviour.fault, match: route.operation };
}

/** Reads a request, checks the keys, and either refuses it or hands it to `next`. */
function receive(
	gateway: Gateway,
	request: FastifyRequest,
	reply: FastifyReply,
	world: World,
	route: Route | undefined,
	next: (incoming: Incoming) => void,
): void {
	const headers = request.headers as Incoming['headers'];
	const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
	const incoming: Incoming = {
		provider: gateway.providerOf(headers),
		method: request.method,
		url: request.raw.url ?? '',
		host: request.hostname,
		headers,
		params: (request.params ?? {}) as Record<string, string>,
		query: (request.query ?? {}) as Incoming['query'],
		rawBody,
		body: undefined,
		live: false,
	};
	const now = Date.now();
	const call: Call = {
		provider: incoming.provider,
		method: incoming.method,
		path: incoming.url,
		operation: route?.operation ?? null,
		at: now,
		status: 0,
		answeredAt: null,
	};
	world.calls.push(call);
	if (world.calls.length > callsKept) world.calls.splice(0, callsKept / 2);
	reply.raw.once('finish', () => {
		call.status = reply.raw.statusCode;
		call.answeredAt = Date.now();
	});
	if (world.settings.rateLimits && !world.rateLimits.allow(incoming.provider, now)) {
		return sendAnswer(reply, gateway.rateLimited);
	}
	const refused = gateway.authenticate(incoming, world);
	if (refused) return sendAnswer(reply, refused);
	if (rawBody.length > 0) {
		try {
			incoming.body = JSON.parse(rawBody.toString('utf8'));
		} catch {
			return sendAnswer(reply, gateway.unreadableBody);
		}
	}
	next(incoming);
}

/** The fastify server with all providers' routes; not listening yet. */
export function createServer(world: World): FastifyInstance {
	const server = Fastify({
		// A refund that is never answered must not keep stop() waiting.
		forceCloseConnections: true,
		routerOptions: {
			constraints: { gateway: gatewayConstraint },
			// Vesicash lists payments at /v1/payment/, Redstone at /v1/payment.
			ignoreTrailingSlash: true,
			maxParamLength: 500,
		},
	});
	server.removeAllContentTypeParsers();
	// Signatures cover the bytes on the wire, so the body stays a buffer until it was checked.
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
		done(null, body);
	});
	for (const [name, gateway] of Object.entries<Gateway>(gateways)) {
		for (const route of gateway.routes) {
			server.route({
				method: route.method,
				url: route.path,
				exposeHeadRoute: false,
				constraints: { gateway: name },
				handler: (request, reply) => {
					receive(gateway, request, reply, world, route, (incoming) =>
						perform(route, gateway, incoming, reply, world),
					);
				},
			});
		}
	}
	server.setNotFoundHandler((request, reply) => {
		const gateway = gateways[gatewayOf(request.headers, request.raw.url ?? '')];
		receive(gateway, request, reply, world, undefined, () => sendAnswer(reply, gateway.notFound));
	});
	return server;
}
