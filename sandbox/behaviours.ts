/**
 * The speaking payments: what happens when one of them is refunded. The only list of them;
 * `npm run sandbox` prints it, and a test holds the README's table to it.
 */
import type { Behaviour } from './behaviour';
import type { ProviderName } from './names';

export const behaviours: readonly Behaviour[] = [
	{ name: 'succeeds', what: 'refunded at once', outcome: 'at_once' },
	{ name: 'later', what: 'pending, succeeds after the settling time', outcome: 'later' },
	{ name: 'fails', what: 'pending, fails after the settling time', outcome: 'fails' },
	{ name: 'declined', what: 'refused at once', outcome: 'at_once', refusal: 'declined' },
	{
		name: 'never_answers',
		what: 'nothing happens and no answer ever comes',
		outcome: 'at_once',
		fault: { kind: 'timeout_before' },
	},
	{
		name: 'lost_answer',
		what: 'the refund is made, the answer never comes',
		outcome: 'at_once',
		fault: { kind: 'timeout_after' },
	},
	{ name: '502', what: 'HTTP 502, no refund made', outcome: 'at_once', fault: { kind: '502' } },
	{
		name: '502_made',
		what: 'the refund is made, then HTTP 502',
		outcome: 'at_once',
		fault: { kind: '502_after' },
	},
	{
		name: 'html',
		what: 'HTTP 200 with an HTML page, no refund made',
		outcome: 'at_once',
		fault: { kind: 'html' },
	},
	{
		name: 'html_500',
		what: 'HTTP 500 with an HTML page, no refund made',
		outcome: 'at_once',
		fault: { kind: 'html_500' },
	},
	{
		name: 'slow',
		what: 'refunded, the answer takes 3 seconds',
		outcome: 'at_once',
		fault: { kind: 'slow' },
	},
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
	{
		name: 'made_late',
		what: 'no answer; the refund is made 10 seconds after the request',
		outcome: 'at_once',
		fault: { kind: 'commit_late_silent', ms: 10_000 },
	},
	{
		name: 'doubled',
		what: 'a proxy sends the request on twice',
		outcome: 'at_once',
		fault: { kind: 'doubled' },
	},
	{
		name: 'trickles',
		what: 'the refund is made, the answer comes byte by byte and never ends',
		outcome: 'at_once',
		fault: { kind: 'trickle' },
	},
	{
		name: 'huge',
		what: 'the refund is made, with 64 MB of blanks behind the answer',
		outcome: 'at_once',
		fault: { kind: 'huge' },
	},
	{
		name: 'deep',
		what: 'the refund is made, the answer is nested 20,000 levels deep',
		outcome: 'at_once',
		fault: { kind: 'deep' },
	},
	{
		name: 'echoes',
		what: 'refused, with your secret key in the message',
		outcome: 'at_once',
		fault: { kind: '400', echo: 'raw' },
	},
	{
		name: 'doubtful',
		what: 'the refund is made, then HTTP 400 "connection reset by peer"',
		outcome: 'at_once',
		fault: { kind: '400_made', message: 'connection reset by peer' },
		providers: ['redstone', 'vesicash'],
	},
	{
		name: 'queued',
		what: 'refunded at once, with a status nobody has heard of: queued',
		outcome: 'at_once',
		shows: () => ({ status: 'queued' }),
	},
	{
		name: 'capitals',
		what: 'refunded at once, the status in capital letters',
		outcome: 'at_once',
		shows: ({ status }) => ({ status: String(status).toUpperCase() }),
	},
	{
		name: 'unreadable',
		what: 'refunded at once, with an amount and a currency that make no sense',
		outcome: 'at_once',
		shows: () => ({ amount: '1,250', currency: 'succeeded' }),
	},
	{
		name: 'completed',
		what: 'refunded at once, with the status completed and completed_at',
		outcome: 'at_once',
		// From drafts of the successor's documents.
		shows: ({ created_at: at }) => ({ status: 'completed', completed_at: at }),
		providers: ['redstone', 'vesicash'],
	},
	{
		name: 'provider_timeout',
		what: 'said to have failed with PROVIDER_TIMEOUT, succeeds after the settling time',
		outcome: 'later',
		shows: ({ status }) =>
			status === 'pending' ? { status: 'failed', failure_reason: 'PROVIDER_TIMEOUT' } : {},
		providers: ['redstone', 'vesicash'],
	},
	{
		name: 'fx',
		what: 'paid in EUR, received in USD (fx_rate 1.25): refunded at once, in either',
		outcome: 'at_once',
		fx: { currency: 'USD', rate: '1.25' },
		providers: ['rapyd'],
	},
];

/** Whether this provider has payments that behave so. */
export const isKnownTo = (provider: ProviderName, { providers }: Behaviour): boolean =>
	providers?.includes(provider) ?? true;

/** The behaviour with this name at this provider; undefined when there is none. */
export function behaviourNamed(provider: ProviderName, name: string): Behaviour | undefined {
	return behaviours.find((behaviour) => behaviour.name === name && isKnownTo(provider, behaviour));
}
