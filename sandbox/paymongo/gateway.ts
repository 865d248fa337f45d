/** PayMongo: HTTP Basic with the secret key as user, and its routes. */
import type { Gateway } from '../gateway';
import { asObject, asText } from '../read';
import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { paymongoError } from './errors';
import { events } from './events';
import { keys, otherKeys } from './keys';
import { listParameter } from './lists';
import { getPayment, listPayments } from './payments';
import { createRefund, getRefund, listRefunds } from './refunds';
import * as webhooks from './webhooks';

const unauthorized = paymongoError(
	401,
	'authentication_invalid',
	'You did not provide a valid API key.',
);

const testKeys: readonly string[] = [keys.secretKey, otherKeys.secretKey];

function authenticate(request: Incoming): Answer | undefined {
	const given = String(request.headers.authorization);
	if (!given.startsWith('Basic ')) return unauthorized;
	// The official Python SDK, among others, sends the key without the colon of an empty password.
	const key = Buffer.from(given.slice(6), 'base64').toString('utf8').replace(/:$/, '');
	if (testKeys.includes(key)) return undefined;
	if (key === keys.liveSecretKey) {
		request.live = true;
		return undefined;
	}
	if (!key.startsWith('sk_') || key.includes(':')) return unauthorized;
	return paymongoError(401, 'access_denied', 'The API key is not valid.');
}

const paymentInBody = (request: Incoming) =>
	asText(asObject(asObject(asObject(request.body).data).attributes).payment_id) ?? undefined;
const paymentInPath = (request: Incoming) => request.params.id;
const paymentOfRefund = (request: Incoming, world: World) =>
	world.store.refund('paymongo', request.params.id ?? '')?.payment.id;
const paymentInQuery = (request: Incoming, world: World) =>
	listParameter(request, world, 'payment_id');

export const paymongo = {
	title: 'PayMongo',
	keys,
	otherKeys,
	credential: {
		type: 'payMongoApi',
		fields: (origin) => ({ secretKey: keys.secretKey, baseUrl: origin }),
	},
	speaking: { prefix: 'pay', currency: 'PHP', amount: '1000', method: 'gcash' },
	refundPrefix: 'ref_',
	madeByHand: (reference) => ({
		reason: 'others',
		...(reference === undefined ? {} : { metadata: { reference } }),
	}),
	rateLimits: [{ limit: 100, ms: 1000 }],
	events,
	isMeant: ({ authorization }) => String(authorization).startsWith('Basic '),
	ownPaths: /^\/v1\/webhooks/,
	authenticate,
	routes: [
		{
			method: 'POST',
			path: '/v1/refunds',
			operation: 'create',
			handle: createRefund,
			paymentOf: paymentInBody,
		},
		{
			method: 'GET',
			path: '/v1/refunds',
			operation: 'listRefunds',
			handle: listRefunds,
			paymentOf: paymentInQuery,
		},
		{
			method: 'GET',
			path: '/v1/refunds/:id',
			operation: 'getRefund',
			handle: getRefund,
			paymentOf: paymentOfRefund,
		},
		{ method: 'GET', path: '/v1/payments', operation: 'listPayments', handle: listPayments },
		{
			method: 'GET',
			path: '/v1/payments/:id',
			operation: 'getPayment',
			handle: getPayment,
			paymentOf: paymentInPath,
		},
		{
			method: 'POST',
			path: '/v1/webhooks',
			operation: 'createWebhook',
			handle: webhooks.createWebhook,
		},
		{
			method: 'GET',
			path: '/v1/webhooks',
			operation: 'listWebhooks',
			handle: webhooks.listWebhooks,
		},
		{
			method: 'GET',
			path: '/v1/webhooks/:id',
			operation: 'getWebhook',
			handle: webhooks.getWebhook,
		},
		{
			method: 'PUT',
			path: '/v1/webhooks/:id',
			operation: 'updateWebhook',
			handle: webhooks.updateWebhook,
		},
		{
			method: 'POST',
			path: '/v1/webhooks/:id/enable',
			operation: 'enableWebhook',
			handle: webhooks.enableWebhook,
		},
		{
			method: 'POST',
			path: '/v1/webhooks/:id/disable',
			operation: 'disableWebhook',
			handle: webhooks.disableWebhook,
		},
	],
	unauthorized,
	rateLimited: { status: 429, body: 'Too many requests, please try again later.' },
	serverError: paymongoError(500, 'internal_server_error', 'Something went wrong on our end.'),
	refusal: (message = 'The request was refused.') =>
		paymongoError(400, 'parameter_invalid', message),
	// A wrong route may answer 404 with an empty body (official SDKs guard for it).
	notFound: { status: 404 },
	unreadableBody: paymongoError(400, 'parameter_format_invalid', 'The body is not JSON.'),
	idempotency: { header: 'idempotency-key', comparesBody: true },
} satisfies Gateway;
