/**
 * The address of an API as people paste it: with /v1 at its end, a slash, a port that goes without
 * saying, a dot after the host, a user before it, a query behind it, or blanks and characters that
 * nobody sees. One reading of it, for requests and for n8n's expressions alike.
 */
import type { Account } from '../refunds/exchange';

/** What is taken out, in this order. A list, so that the expression can be made of the same parts. */
const CLEANING: ReadonlyArray<[pattern: RegExp, replacement: string]> = [
	// White space and format characters: no address holds any.
	[
		/[\s\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/g,
		'',
	],
	[/[?#].*$/, ''],
	[/^(https?:\/\/)[^/]*@/i, '$1'],
	[/([^:/])\/+/g, '$1/'],
	// Paths begin with /v1, which people copy as part of the address.
	[/(\/v1)*\/*$/i, ''],
	[/^(https?:\/\/[^/:]*[^/:.])\.+(?=[:/]|$)/i, '$1'],
	[/^(https:\/\/[^/:]+):0*443(?=\/|$)/i, '$1'],
	[/^(http:\/\/[^/:]+):0*80(?=\/|$)/i, '$1'],
];

/**
 * The origin requests go to, e.g. https://api.paymongo.com, to which a path beginning with /v1 is
 * added. A path before that stays: a proxy may need it. What is no web address is given back
 * cleaned, and fails where it is used.
 */
export function originOf(address: string): string {
	const text = clean(address);
	const url = webAddress(text);
	return url === null ? text : clean(url.href);
}

function clean(address: string): string {
	return CLEANING.reduce(
		(text, [pattern, replacement]) => text.replace(pattern, replacement),
		address,
	);
}

function webAddress(text: string): URL | null {
	const url = URL.canParse(text) ? new URL(text) : null;
	return url !== null && /^https?:$/.test(url.protocol) ? url : null;
}

/**
 * JavaScript that gives the same origin for the credential's `baseUrl`, for n8n's expressions. (It
 * leaves the host's letter case, which HTTP does not care about.)
 */
export function originCode(defaultOrigin: string): string {
	const steps = CLEANING.map(
		([pattern, replacement]) => `.replace(${String(pattern)}, ${JSON.stringify(replacement)})`,
	);
	return `($credentials.baseUrl || ${JSON.stringify(defaultOrigin)})${steps.join('')}`;
}

/** The same as an expression, for the test of a credential. */
export function originExpression(defaultOrigin: string): string {
	return `={{ ${originCode(defaultOrigin)} }}`;
}

/** The host of an address with its port; the text itself where it is no web address. */
export function hostOf(address: string): string {
	return webAddress(address)?.host ?? address;
}

/**
 * An account under its present name and those it had before: release 0.1 put the host as it was
 * entered into the name, and what it claimed must be found.
 */
export function namedAccount(
	account: Omit<Account, 'identity' | 'earlierIdentities'>,
	identity: string,
	earlier: readonly string[],
): Account {
	const others = new Set(earlier.filter((name) => name !== identity));
	return { ...account, identity, earlierIdentities: [...others] };
}
