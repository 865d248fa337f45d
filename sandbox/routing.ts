/** Which provider a request is for, and how fastify's router asks. */
import type { FastifyServerOptions } from 'fastify';
import { gatewayOf } from './gateways';
import { type ProviderName, providerNames } from './names';
import type { Incoming } from './types';

/** The provider a request is for; the first one where neither headers nor path tell. */
export function providerOf(headers: Incoming['headers'], url: string): ProviderName {
	const meant = providerNames.find((name) => gatewayOf(name).isMeant(headers));
	return (
		meant ?? providerNames.find((name) => gatewayOf(name).ownPaths.test(url)) ?? providerNames[0]
	);
}

type Constraint = NonNullable<FastifyServerOptions['constraints']>[string];
type RouteHandler = NonNullable<ReturnType<ReturnType<Constraint['storage']>['get']>>;

/** Lets fastify's router choose among the same paths of several providers. */
export const providerConstraint = {
	name: 'provider',
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
		providerOf(request.headers, request.url ?? ''),
	validate: () => true,
};
