/** The HTTP server: finds the provider, checks the keys, and hands on. */
import { setTimeout } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { sendAnswer } from './answers';
import type { Route } from './gateway';
import { gatewayOf } from './gateways';
import { type ProviderName, providerNames } from './names';
import { perform } from './perform';
import { providerConstraint, providerOf } from './routing';
import type { Incoming } from './types';
import type { Call, World } from './world';

/** Old entries go when a sandbox runs for days. */
const callsKept = 100_000;

/** Reads a request, checks the keys, and either refuses it or hands it to `next`. */
function receive(
	provider: ProviderName,
	request: FastifyRequest,
	reply: FastifyReply,
	world: World,
	route: Route | undefined,
	next: (incoming: Incoming) => void,
): void {
	const gateway = gatewayOf(provider);
	const headers = request.headers as Incoming['headers'];
	const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
	const incoming: Incoming = {
		provider,
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
			constraints: { provider: providerConstraint },
			// Vesicash lists payments at /v1/payment/, Redstone at /v1/payment.
			ignoreTrailingSlash: true,
			// PayMongo's official Python SDK asks for //v1//refunds.
			ignoreDuplicateSlashes: true,
			maxParamLength: 500,
		},
	});
	const { latencyMs } = world.settings;
	if (latencyMs > 0) {
		server.addHook('onSend', async ({ url }) => {
			if (!url.startsWith('/_sandbox')) await setTimeout(latencyMs, undefined, { ref: false });
		});
	}
	server.removeAllContentTypeParsers();
	// Signatures cover the bytes on the wire, so the body stays a buffer until it was checked.
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
		done(null, body);
	});
	for (const provider of providerNames) {
		const gateway = gatewayOf(provider);
		for (const route of gateway.routes) {
			server.route({
				method: route.method,
				url: route.path,
				exposeHeadRoute: false,
				constraints: { provider },
				handler: (request, reply) => {
					receive(provider, request, reply, world, route, (incoming) =>
						perform({ route, gateway, incoming, world }, reply),
					);
				},
			});
		}
	}
	server.setNotFoundHandler((request, reply) => {
		const provider = providerOf(request.headers, request.raw.url ?? '');
		receive(provider, request, reply, world, undefined, () =>
			sendAnswer(reply, gatewayOf(provider).notFound),
		);
	});
	return server;
}
