/** Rapyd: signed requests, and its routes. */
import type { Gateway } from '../gateway';
import { asObject, asText, queryText } from '../read';
import type { Incoming } from '../types';
import type { World } from '../world';
import { authenticate } from './auth';
import { listCountries, listCurrencies } from './data';
import { rapydError, unauthorizedCall } from './envelope';
import { events } from './events';
import { createForGroup, getGroup } from './groups';
import { keys, otherKeys } from './keys';
import { listPayments, listRefunds } from './lists';
import { getPayment } from './payments';
import { cancelRefund, completeRefund, createRefund, getRefund, updateRefund } from './refunds';

const paymentOfRefund = (request: Incoming, world: World) =>
	world.store.refund('rapyd', request.params.id ?? '')?.payment.id;
const inBody = (field: string) => (request: Incoming) =>
	asText(asObject(request.body)[field]) ?? undefined;

export const rapyd = {
	title: 'Rapyd',
	keys,
	otherKeys,
	credential: {
		type: 'rapydApi',
		fields: (origin) => ({ ...keys, environment: 'custom', baseUrl: origin }),
	},
	speaking: {
		prefix: 'payment',
		groupPrefix: 'gp',
		currency: 'EUR',
		amount: '1000',
		method: 'it_visa_card',
		anyCurrency: true,
	},
	refundPrefix: 'refund_',
	madeByHand: () => ({}),
	rateLimits: [
		{ limit: 200, ms: 60_000 },
		{ limit: 1000, ms: 300_000 },
	],
	events,
	isMeant: ({ access_key: accessKey, signature }) =>
		accessKey !== undefined || signature !== undefined,
	ownPaths: /^\/v1\/(data|refunds\/(complete|group_payments))/,
	authenticate,
	routes: [
		{
			method: 'POST',
			path: '/v1/refunds',
			operation: 'create',
			handle: createRefund,
			paymentOf: inBody('payment'),
		},
		{
			method: 'POST',
			path: '/v1/refunds/group_payments',
			operation: 'createForGroup',
			handle: createForGroup,
			paymentOf: inBody('group_payment'),
		},
		{
			method: 'POST',
			path: '/v1/refunds/complete',
			operation: 'completeRefund',
			handle: completeRefund,
			paymentOf: (request, world) =>
				world.store.refund('rapyd', String(asObject(request.body).token))?.payment.id,
		},
		{
			method: 'GET',
			path: '/v1/refunds',
			operation: 'listRefunds',
			handle: listRefunds,
			paymentOf: (request) => queryText(request.query, 'payment'),
		},
		{
			method: 'GET',
			path: '/v1/refunds/:id',
			operation: 'getRefund',
			handle: getRefund,
			paymentOf: paymentOfRefund,
		},
		{
			method: 'POST',
			path: '/v1/refunds/:id',
			operation: 'updateRefund',
			handle: updateRefund,
			paymentOf: paymentOfRefund,
		},
		{
			method: 'DELETE',
			path: '/v1/refunds/:id',
			operation: 'cancelRefund',
			handle: cancelRefund,
			paymentOf: paymentOfRefund,
		},
		{ method: 'GET', path: '/v1/payments', operation: 'listPayments', handle: listPayments },
		{
			method: 'GET',
			path: '/v1/payments/:id',
			operation: 'getPayment',
			handle: getPayment,
			paymentOf: (request) => request.params.id,
		},
		{
			method: 'GET',
			path: '/v1/payments/group_payments/:id',
			operation: 'getGroup',
			handle: getGroup,
			paymentOf: (request) => request.params.id,
		},
		{ method: 'GET', path: '/v1/data/countries', operation: 'countries', handle: listCountries },
		{ method: 'GET', path: '/v1/data/currencies', operation: 'currencies', handle: listCurrencies },
	],
	unauthorized: rapydError(
		'UNAUTHENTICATED_API_CALL',
		'The API received a request, but the signature did not match.',
		401,
	),
	// A firewall turns requests away; its body is not documented, so it is no JSON here.
	rateLimited: { status: 429, body: 'Too Many Requests' },
	serverError: rapydError('GENERAL_ERROR', 'An error occurred.', 500),
	refusal: (message = 'The request to create a refund failed.') =>
		rapydError('ERROR_CREATE_REFUND', message),
	notFound: unauthorizedCall(),
	unreadableBody: rapydError('MISSING_INVALID_PARAMETERS', 'The body is not JSON.'),
	idempotency: { header: 'idempotency', comparesBody: false },
} satisfies Gateway;
