/**
 * A local stand-in for PayMongo, Rapyd, Redstone and Vesicash on one port. It keeps the truth that
 * tests compare against, so it shares no code with what it tests.
 */
import type { AddressInfo } from 'node:net';
import {
	addPayment,
	addRefund,
	configureWebhooks,
	findPayment,
	listMoved,
	type MovedRefund,
	type NewPayment,
	type NewRefund,
	settle,
} from './controls';
import { controlRoutes } from './controlRoutes';
import type { Fault } from './faults';
import { gateways } from './gateways';
import { keys, type Keys } from './keys';
import type { ProviderName } from './names';
import { readOptions, type SandboxOptions, type WebhookSettings } from './options';
import type { PaymongoWebhook } from './paymongo/webhookStore';
import { createServer } from './server';
import type { RefundStatus } from './types';
import type { Delivery } from './webhooks/delivery';
import type { EventSpec, SignedEvent } from './webhooks/eventTypes';
import { type Call, createWorld } from './world';

export { behaviours } from './behaviours';
export { type FaultKind, faultKinds, furtherFaultKinds } from './faultKinds';
export type { Fault } from './faults';
export { gateways } from './gateways';
export { keys, type Keys } from './keys';
export { type ProviderName, providerNames } from './names';
export { requestSignature, webhookSignature } from './rapyd/signature';
export type { RefundStatus } from './types';
export type { MovedRefund, NewPayment, NewRefund } from './controls';
export type { MobileMoneySignature, SandboxOptions, WebhookSettings } from './options';
export type { Forgery } from './webhooks/forgeries';
export type { Call, Delivery, EventSpec, PaymongoWebhook, SignedEvent };

export interface Sandbox {
	/** `http://127.0.0.1:<port>`: the base URL of all four credentials. */
	origin: string;
	/** `http://localhost:<port>`: PayMongo's QR Ph host. */
	qrPhOrigin: string;
	port: number;
	keys: Keys;
	/** What really moved or is on its way; with `all`, failed and canceled refunds too. */
	refunds(options?: { all?: boolean }): MovedRefund[];
	/** Every request to a provider since the last reset, oldest first. */
	calls(): readonly Call[];
	/** A payment of a test's own; returns its id. */
	addPayment(provider: ProviderName, payment?: NewPayment): string;
	/** A refund made outside n8n (no balance check, reported like any other); returns its id. */
	addRefund(provider: ProviderName, paymentId: string, refund: NewRefund): string;
	/** Ends a refund now. */
	settle(refundId: string, status: RefundStatus): void;
	inject(fault: Fault): void;
	/** How many requests are still going to be hit by injected faults. */
	faultsLeft(): number;
	/** Requests turned away by the rate limits (option `rateLimits`). */
	rateLimited(): Partial<Record<ProviderName, number>>;
	/** Where and how events are sent from now on. */
	configureWebhooks(change: Partial<WebhookSettings>): void;
	/** PayMongo's registered webhooks, and deleting one "on the other side". */
	paymongoWebhooks(): readonly PaymongoWebhook[];
	removePaymongoWebhook(id: string): boolean;
	/** Signed requests as a webhook would get them, not sent; for verifier tests. */
	buildEvents(spec: EventSpec): SignedEvent[];
	/** Sends an event (genuine, late, doubled or forged) once to everyone concerned. */
	sendEvent(spec: EventSpec): Promise<Delivery[]>;
	/** Sends an event that was sent before once more, byte for byte. */
	repeatEvent(eventId: string): Promise<Delivery[]>;
	events(): readonly SignedEvent[];
	deliveries(): readonly Delivery[];
	/** Forgets payments, refunds, calls, faults, webhooks. Settings stay. */
	reset(): void;
	/** Closes at once, connections that are waiting for an answer included. */
	stop(): Promise<void>;
}

/** Starts a sandbox on 127.0.0.1. Rejects with EADDRINUSE when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const settings = readOptions(options);
	const world = createWorld(settings, gateways);
	const server = createServer(world);
	await server.register(controlRoutes, { prefix: '/_sandbox', world });
	await server.listen({ host: '127.0.0.1', port: settings.port });
	const { port } = server.server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		qrPhOrigin: `http://localhost:${port}`,
		port,
		keys,
		refunds: ({ all = false } = {}) => listMoved(world, all),
		calls: () => world.calls,
		addPayment: (provider, payment = {}) => addPayment(world, provider, payment).id,
		addRefund: (provider, paymentId, refund) =>
			addRefund(world, findPayment(world, provider, paymentId), refund).id,
		settle: (refundId, status) => void settle(world, refundId, status),
		inject: (fault) => world.faults.inject(fault),
		faultsLeft: () => world.faults.left(),
		rateLimited: () => world.rateLimits.refused(),
		configureWebhooks: (change) => configureWebhooks(world, change),
		paymongoWebhooks: () => world.paymongoWebhooks.list(),
		removePaymongoWebhook: (id) => world.paymongoWebhooks.remove(id),
		buildEvents: (spec) => world.webhooks.build(spec),
		sendEvent: (spec) => world.webhooks.send(spec),
		repeatEvent: (eventId) => world.webhooks.repeat(eventId),
		events: () => world.webhooks.events(),
		deliveries: () => world.webhooks.deliveries(),
		reset: () => world.reset(),
		async stop() {
			world.reset();
			world.webhooks.stop();
			await server.close();
		},
	};
}
