/** What a speaking payment does when it is refunded. */
import type { Mishap } from './faults';
import type { Exchange } from './money';
import type { ProviderName } from './names';
import type { Shows } from './shown';

/** How a refund that the provider takes on ends. */
type Outcome = 'at_once' | 'later' | 'fails';

/** Why a provider refuses a refund at once. */
type Refusal = 'declined' | 'no_funds';

export interface Behaviour {
	name: string;
	/** One line for people. */
	what: string;
	outcome: Outcome;
	refusal?: Refusal;
	/** How the answer to the refund request travels. */
	fault?: Mishap;
	unpaid?: true;
	disputed?: true;
	/** The answer, and the refund, are about half of the amount that was asked for. */
	mismatch?: true;
	/** How its refunds are shown, when not as one expects. */
	shows?: Shows;
	/** Rapyd: a payment with currency exchange. */
	fx?: Exchange;
	/** Payment method, where the behaviour hangs on it. */
	method?: string;
	/** Only these providers know it. */
	providers?: readonly ProviderName[];
}
