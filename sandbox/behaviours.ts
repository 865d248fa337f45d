/**
 * The speaking payments: what happens when one of them is refunded. The only list of them;
 * `npm run sandbox` prints it and the README is written from it.
 */
import type { FaultKind } from './faults';
import type { ProviderName } from './types';

/** How a refund that the provider takes on ends. */
export type Outcome = 'at_once' | 'later' | 'fails';

/** Why a provider refuses a refund at once. */
export type Refusal = 'declined' | 'no_funds';

export interface Behaviour {
	name: string;
	/** One line for people. */
	what: string;
	outcome: Outcome;
	refusal?: Refusal;
	/** How the answer to the refund request travels. */
	fault?: FaultKind;
	unpaid?: true;
	disputed?: true;
	/** The answer, and the refund, are about half of the amount that was asked for. */
	mismatch?: true;
	/** Payment method, where the behaviour hangs on it. */
	method?: string;
	/** Only these providers know it. */
	providers?: readonly ProviderName[];
}

export const behaviours: readonly Behaviour[] = [
	{ name: 'succeeds', what: 'refunded at once', outcome: 'at_once' },
	{ name: 'later', what: 'pending, succeeds after the settling time', outcome: 'later' },
	{ name: 'fails', what: 'pending, fails after the settling time', outcome: 'fails' },
	{ name: 'declined', what: 'refused at once', outcome: 'at_once', refusal: 'declined' },
	{
		name: 'never_answers',
		what: 'nothing happens and no answer ever comes',
		outcome: 'at_once',
		fault: 'timeout_before',
	},
	{
		name: 'lost_answer',
		what: 'the refund is made, the answer never comes',
		outcome: 'at_once',
		fault: 'timeout_after',
	},
	{ name: '502', what: 'HTTP 502, no refund made', outcome: 'at_once', fault: '502' },
	{
		name: '502_made',
		what: 'the refund is made, then HTTP 502',
		outcome: 'at_once',
		fault: '502_after',
	},
	{
		name: 'html',
		what: 'HTTP 200 with an HTML page, no refund made',
		outcome: 'at_once',
		fault: 'html',
	},
	{
		name: 'html_500',
		what: 'HTTP 500 with an HTML page, no refund made',
		outcome: 'at_once',
		fault: 'html_500',
	},
	{ name: 'slow', what: 'refunded, the answer takes 3 seconds', outcome: 'at_once', fault: 'slow' },
	{ name: 'unpaid', what: 'the payment was never paid: refused', outcome: 'at_once', unpaid: true },
	{
		name: 'disputed',
		what: 'the customer disputes the payment: refused (Rapyd: only a full refund is)',
		outcome: 'at_once',
		disputed: true,
		providers: ['paymongo', 'rapyd'],
	},
	{
		name: 'no_funds',
		what: 'your balance is too low: refused',
		outcome: 'at_once',
		refusal: 'no_funds',
	},
	{
		name: 'mismatch',
		what: 'the provider refunds half of what was asked for',
		outcome: 'at_once',
		mismatch: true,
	},
	{
		name: 'qrph',
		what: 'paid by QR Ph: refused on the main host, claim link on the QR Ph host (localhost)',
		outcome: 'later',
		method: 'qrph',
		providers: ['paymongo'],
	},
	{
		name: 'qrph_fails',
		what: 'the same, but the QR Ph host answers HTTP 422 with a failed refund',
		outcome: 'fails',
		method: 'qrph',
		providers: ['paymongo'],
	},
];

/** What a speaking payment of each provider looks like. */
export const speakingPayments: Record<
	ProviderName,
	{ prefix: string; currency: string; amount: string; method: string }
> = {
	paymongo: { prefix: 'pay', currency: 'PHP', amount: '1000', method: 'gcash' },
	rapyd: { prefix: 'payment', currency: 'EUR', amount: '1000', method: 'it_visa_card' },
	redstone: { prefix: 'PY', currency: 'ZMW', amount: '1000', method: 'mobilemoney' },
	vesicash: { prefix: 'PY', currency: 'GHS', amount: '1000', method: 'mobilemoney' },
};

// Longest name first: `502_made` must not be read as `502` with the suffix `made`.
const byLength = [...behaviours].sort((a, b) => b.name.length - a.name.length);

/** The behaviour with this name at this provider; undefined when there is none. */
export function behaviourNamed(provider: ProviderName, name: string): Behaviour | undefined {
	return behaviours.find(
		(behaviour) => behaviour.name === name && (behaviour.providers?.includes(provider) ?? true),
	);
}

/**
 * Reads `<prefix>_<behaviour>` or `<prefix>_<behaviour>_<anything>`; undefined for other ids.
 * `suffix` is the part called anything.
 */
export function readSpeakingId(
	provider: ProviderName,
	prefix: string,
	id: string,
): { behaviour: Behaviour; suffix: string } | undefined {
	if (!id.startsWith(`${prefix}_`)) return undefined;
	const rest = id.slice(prefix.length + 1);
	const behaviour = byLength.find(
		({ name, providers }) =>
			(rest === name || rest.startsWith(`${name}_`)) && (providers?.includes(provider) ?? true),
	);
	return behaviour && { behaviour, suffix: rest.slice(behaviour.name.length + 1) };
}
