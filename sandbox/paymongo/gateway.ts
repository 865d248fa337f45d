/** PayMongo: HTTP Basic with the secret key as user, and its routes. */
import type { Gateway } from '../gateway';
import { asObject, asText } from '../read';
import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { paymongoError } from './errors';
import { events } from './events';
import { keys } from './keys';
import { listParameter } from './lists';
import { getPayment, listPayments } from './payments';
import { createRefund, getRefund, listRefunds } from './refunds';
import * as webhooks from './webhooks';

const unauthorized = paymongoError(
	401,
	'authentication_invalid',
	'You did not provide a valid API key.',
);

const basic = (key: string) => `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
const testAuthorization = basic(keys.secretKey);
const liveAuthorization = basic(keys.liveSecretKey);

function authenticate(request: Incoming): Answer | undefined {
	const { authorization } = request.headers;
	if (authorization === testAuthorization) return undefined;
	if (authorization === liveAuthorization) {
		request.live = true;
		return undefined;
	}
	if (typeof authorization !== 'string' || !authorization.startsWith('Basic ')) return unauthorized;
	const given = Buffer.from(authorization.slice(6), 'base64').toString('utf8');
	if (!given.startsWith('sk_') || !given.endsWith(':')) return unauthorized;
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
	refusal: paymongoError(400, 'parameter_invalid', 'The request was refused.'),
	// A wrong route may answer 404 with an empty body (official SDKs guard for it).
	notFound: { status: 404 },
	unreadableBody: paymongoError(400, 'parameter_format_invalid', 'The body is not JSON.'),
	idempotency: { header: 'idempotency-key', comparesBody: true },
} satisfies Gateway;
