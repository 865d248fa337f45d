/** The payments that exist because somebody names them: what an id like `pay_later_2` stands for. */
import type { Behaviour } from './behaviour';
import { behaviours, isKnownTo } from './behaviours';
import { toMinor } from './money';
import type { ProviderName } from './names';
import type { Speaking } from './profile';
import type { PaymentDraft, WalletShare } from './types';

// Longest name first: `502_made` must not be read as `502` with the suffix `made`.
const byLength = [...behaviours].sort((a, b) => b.name.length - a.name.length);

/**
 * Reads `<prefix>_<behaviour>` or `<prefix>_<behaviour>_<anything>`; undefined for other ids.
 * `suffix` is the part called anything.
 */
function readSpeakingId(
	provider: ProviderName,
	prefix: string,
	id: string,
): { behaviour: Behaviour; suffix: string } | undefined {
	if (!id.startsWith(`${prefix}_`)) return undefined;
	const rest = id.slice(prefix.length + 1);
	const found = byLength.find(
		(behaviour) =>
			(rest === behaviour.name || rest.startsWith(`${behaviour.name}_`)) &&
			isKnownTo(provider, behaviour),
	);
	return found && { behaviour: found, suffix: rest.slice(found.name.length + 1) };
}

/** The payment a speaking id stands for; undefined for other ids. */
export function speakingPayment(
	provider: ProviderName,
	{ prefix, currency, amount, anyCurrency }: Speaking,
	id: string,
): PaymentDraft | undefined {
	const speaking = readSpeakingId(provider, prefix, id);
	if (!speaking) return undefined;
	const parts = speaking.suffix.split('_');
	const named = anyCurrency && parts.find((part) => /^[A-Z]{3}$/.test(part));
	const chosen = named || currency;
	const amountMinor = toMinor(amount, chosen) ?? 0n;
	const draft = { id, amountMinor, currency: chosen, behaviour: speaking.behaviour };
	return parts.includes('wallets') ? { ...draft, wallets: twoWallets(amountMinor) } : draft;
}

/** The payments of a speaking group (600 and 400); undefined for other ids. */
export function speakingGroup(
	provider: ProviderName,
	{ prefix, groupPrefix, currency }: Speaking,
	id: string,
): PaymentDraft[] | undefined {
	const speaking = groupPrefix && readSpeakingId(provider, groupPrefix, id);
	if (!speaking) return undefined;
	return ['600', '400'].map((amount, index) => ({
		// Not a speaking id itself: it must not come into being before its group.
		id: `${prefix}_${id}_${index + 1}`,
		amountMinor: toMinor(amount, currency) ?? 0n,
		currency,
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
export function exampleIds(provider: ProviderName, { prefix }: Speaking): string[] {
	return behaviours
		.filter((behaviour) => isKnownTo(provider, behaviour))
		.map(({ name }) => `${prefix}_${name}`);
}
