/** The payments that exist because somebody names them: what an id like `pay_later_2` stands for. */
import {
	type Behaviour,
	behaviourNamed,
	behaviours,
	readSpeakingId,
	speakingPayments,
} from './behaviours';
import { toMinor } from './money';
import type { PaymentStatus, ProviderName, WalletShare } from './types';

export interface PaymentDraft {
	id?: string;
	amountMinor: bigint;
	currency: string;
	status?: PaymentStatus;
	disputed?: boolean;
	method?: string;
	behaviour?: Behaviour;
	live?: boolean;
	reference?: string | null;
	createdAt?: number;
	wallets?: WalletShare[];
	groupId?: string | null;
}

/** The payment a speaking id stands for; undefined for other ids. */
export function speakingPayment(provider: ProviderName, id: string): PaymentDraft | undefined {
	const { prefix, currency, amount } = speakingPayments[provider];
	const speaking = readSpeakingId(provider, prefix, id);
	if (!speaking) return undefined;
	const parts = speaking.suffix.split('_');
	// Only Rapyd takes several currencies on one account: payment_succeeds_JPY, _KWD, ...
	const named = provider === 'rapyd' && parts.find((part) => /^[A-Z]{3}$/.test(part));
	const chosen = named || currency;
	const amountMinor = toMinor(amount, chosen) ?? 0n;
	const draft = { id, amountMinor, currency: chosen, behaviour: speaking.behaviour };
	return parts.includes('wallets') ? { ...draft, wallets: twoWallets(amountMinor) } : draft;
}

/** The payments of a speaking Rapyd group (600 and 400 EUR); undefined for other ids. */
export function speakingGroup(id: string): PaymentDraft[] | undefined {
	const speaking = readSpeakingId('rapyd', 'gp', id);
	if (!speaking) return undefined;
	return ['600', '400'].map((amount, index) => ({
		// Not a speaking id itself: it must not come into being before its group.
		id: `payment_${id}_${index + 1}`,
		amountMinor: toMinor(amount, 'EUR') ?? 0n,
		currency: 'EUR',
		behaviour: speaking.behaviour,
		groupId: id,
	}));
}

/** Two e-wallets that share a payment 60 to 40. */
function twoWallets(amountMinor: bigint): WalletShare[] {
	const first = (amountMinor * 60n) / 100n;
	return [
		{ id: 'ewallet_sandbox1', amountMinor: first },
		{ id: 'ewallet_sandbox2', amountMinor: amountMinor - first },
	];
}

/** The plain speaking ids of a provider, one for each behaviour it knows. */
export function exampleIds(provider: ProviderName): string[] {
	return behaviours
		.filter(({ name }) => behaviourNamed(provider, name))
		.map(({ name }) => `${speakingPayments[provider].prefix}_${name}`);
}
