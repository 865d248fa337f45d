/** Redstone and Vesicash: two brands of one gateway, told apart by the prefix of the keys. */
import type { Gateway, Route } from '../gateway';
import { asObject, asText } from '../read';
import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { type Brand, brands } from './brands';
import { countries } from './countries';
import { inDialect } from './dialect';
import { failure } from './envelope';
import { eventsOf } from './events';
import * as reads from './reads';
import { createRefund } from './refunds';

const unauthorized = failure(401, 'Unauthorized');

/** These document the public key alone, so a wrong secret key passes them. */
const publicKeyOnly = /^\/v1\/(countries|payment\/?)(\?|$)/;

function authenticate(request: Incoming, brand: Brand): Answer | undefined {
	const { keys, otherKeys } = brands[brand];
	const { 'secret-key': secretKey, 'public-key': publicKey } = request.headers;
	const pair = [keys, otherKeys].find((own) => own.publicKey === publicKey);
	if (!pair) return unauthorized;
	if (secretKey !== pair.secretKey && !publicKeyOnly.test(request.url)) return unauthorized;
	return undefined;
}

/** Whether one of a request's keys begins like this brand's. */
function isMeant(headers: Incoming['headers'], brand: Brand): boolean {
	const keys = [headers['secret-key'], headers['public-key']];
	return keys.some((key) => brands[brand].keyPrefix.test(String(key)));
}

const paymentInPath = (request: Incoming, world: World) => {
	const reference = request.params.reference ?? '';
	return world.store.refund(request.provider, reference)?.payment.id ?? reference;
};

const routesOf = (brand: Brand): Route[] => [
	{
		method: 'POST',
		path: '/v1/payment/refunds/process',
		operation: 'create',
		handle: createRefund,
		paymentOf: (request) => asText(asObject(request.body).payment_reference) ?? undefined,
	},
	{
		method: 'GET',
		path: '/v1/payment/:reference',
		operation: 'getPayment',
		handle: reads.getPayment,
		paymentOf: paymentInPath,
	},
	{
		method: 'GET',
		path: '/v1/payment',
		operation: 'listPayments',
		handle: reads.listPayments,
	},
	{
		method: 'GET',
		path: '/v1/countries',
		operation: 'countries',
		handle: reads.listCountries,
	},
	{
		method: 'GET',
		// Each brand has its own path for wallets; the other's is not there.
		path: brands[brand].walletsPath,
		operation: 'walletBalance',
		handle: reads.walletBalance,
	},
	{
		method: 'GET',
		path: '/v1/account/get-wallet-histories',
		operation: 'walletHistory',
		handle: reads.walletHistory,
	},
];

function gatewayOf<Name extends Brand>(brand: Name) {
	const { title, credentialType: type, currency, keys } = brands[brand];
	return {
		title,
		keys: brands[brand].keys,
		otherKeys: brands[brand].otherKeys,
		credential: { type, fields: (origin) => ({ ...keys, baseUrl: origin }) },
		speaking: { prefix: 'PY', currency, amount: '1000', method: 'mobilemoney' },
		refundPrefix: 'PY_',
		currencies: countries.map(({ currency_code: code }) => code),
		// No field carries a caller's reference; what comes back is the reason, as narration.
		madeByHand: (reference) => (reference === undefined ? {} : { reason: reference }),
		rateLimits: [],
		events: eventsOf(brand),
		isMeant: (headers) => isMeant(headers, brand),
		ownPaths: /^\/v1\/(payment(\/|\?|$)|account|countries)/,
		authenticate: (request) => authenticate(request, brand),
		routes: routesOf(brand).map(inDialect),
		unauthorized,
		rateLimited: { status: 429, body: 'Too Many Requests' },
		serverError: failure(500, 'Internal server error'),
		refusal: (message = 'Refund Provider service returned an error') => failure(400, message),
		notFound: failure(404, 'not found'),
		unreadableBody: failure(400, 'invalid request body'),
	} satisfies Gateway;
}

export const redstone = gatewayOf('redstone');
export const vesicash = gatewayOf('vesicash');
