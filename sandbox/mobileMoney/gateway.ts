/** Redstone and Vesicash: two brands of one gateway, told apart by the prefix of the keys. */
import type { Gateway } from '../gateway';
import { keys } from '../keys';
import { asObject, asText } from '../read';
import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { failure } from './envelope';
import * as reads from './reads';
import { createRefund } from './refunds';

const unauthorized = failure(401, 'Unauthorized');

/** These document the public key alone, so a wrong secret key passes them. */
const publicKeyOnly = /^\/v1\/(countries|payment\/?)(\?|$)/;

const brandOf = (headers: Incoming['headers']): 'redstone' | 'vesicash' =>
	[headers['secret-key'], headers['public-key']].some((key) => /^mor(Sec|Pub)_/.test(String(key)))
		? 'vesicash'
		: 'redstone';

function authenticate(request: Incoming): Answer | undefined {
	const own = keys[request.provider === 'vesicash' ? 'vesicash' : 'redstone'];
	const { 'secret-key': secretKey, 'public-key': publicKey } = request.headers;
	if (publicKey !== own.publicKey) return unauthorized;
	if (secretKey !== own.secretKey && !publicKeyOnly.test(request.url)) return unauthorized;
	return undefined;
}

/** Each brand has its own path for wallets; the other's is not there. */
const walletsOf =
	(brand: 'redstone' | 'vesicash') =>
	(request: Incoming, world: World): Answer =>
		request.provider === brand ? reads.walletBalance(request, world) : failure(404, 'not found');

const paymentInPath = (request: Incoming, world: World) => {
	const reference = request.params.reference ?? '';
	return world.store.refund(request.provider, reference)?.payment.id ?? reference;
};

export const mobileMoney: Gateway = {
	providers: ['redstone', 'vesicash'],
	providerOf: brandOf,
	authenticate,
	routes: [
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
			path: '/v1/account/wallets',
			operation: 'walletBalance',
			handle: walletsOf('vesicash'),
		},
		{
			method: 'GET',
			path: '/v1/account/get-wallet',
			operation: 'walletBalance',
			handle: walletsOf('redstone'),
		},
		{
			method: 'GET',
			path: '/v1/account/get-wallet-histories',
			operation: 'walletHistory',
			handle: reads.walletHistory,
		},
	],
	unauthorized,
	rateLimited: { status: 429, body: 'Too Many Requests' },
	serverError: failure(500, 'Internal server error'),
	refusal: failure(400, 'Refund Provider service returned an error'),
	notFound: failure(404, 'not found'),
	unreadableBody: failure(400, 'invalid request body'),
};
