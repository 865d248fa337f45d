/**
 * The speaking payments: what happens when one of them is refunded. The only list of them;
 * `npm run sandbox` prints it, and a test holds the README's table to it.
 */
import type { FaultKind } from './faults';
import type { ProviderName } from './names';

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

/** Whether this provider has payments that behave so. */
export const isKnownTo = (provider: ProviderName, { providers }: Behaviour): boolean =>
	providers?.includes(provider) ?? true;

/** The behaviour with this name at this provider; undefined when there is none. */
export function behaviourNamed(provider: ProviderName, name: string): Behaviour | undefined {
	return behaviours.find((behaviour) => behaviour.name === name && isKnownTo(provider, behaviour));
}
