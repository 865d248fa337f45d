/** Finding payments by the names callers use. */
import type { Incoming, Payment } from '../types';
import type { World } from '../world';

/**
 * The payment that is called so; with the option `mobileMoneyOtherNames` in any letter case, or by
 * the merchant's own reference.
 */
export function findPayment(
	{ provider }: Incoming,
	world: World,
	name: string,
): Payment | undefined {
	const exact = world.store.payment(provider, name);
	if (exact || !world.settings.mobileMoneyOtherNames) return exact;
	const same = (other: string | null) => other?.toLowerCase() === name.toLowerCase();
	const known = world.store
		.payments(provider)
		.find(({ id, reference }) => same(id) || same(reference));
	// A speaking payment may not exist yet.
	const { prefix } = world.profiles[provider].speaking;
	const rest = name.toLowerCase().slice(prefix.length);
	return known ?? world.store.payment(provider, prefix + rest);
}
