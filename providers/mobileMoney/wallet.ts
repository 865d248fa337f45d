import { asObject, asText, type JsonObject } from '../../refunds/json';
import { formatMoney, moneyFromMajor } from '../../refunds/money';
import { maskPhones } from '../../refunds/privacy';
import type { Account, Send } from '../../refunds/exchange';
import type { Pages, ListFilter } from '../../refunds/provider';
import type { WalletBalance, WalletEntry } from '../../refunds/refund';
import { isoFromText } from '../../refunds/time';
import type { Brand } from './brands';
import { followPages } from './lists';
import { modeOf, readList } from './wire';

/** The wallets' balances, one for each country. @throws ProviderError */
export async function getBalances(
	send: Send,
	brand: Brand,
	account: Account,
): Promise<WalletBalance[]> {
	const request = { method: 'GET' as const, path: brand.walletsPath };
	const { items } = await readList(send, brand, request, brand.walletKeysHint);
	return items.map((item) => {
		const country = asObject(item.country);
		const currency = asText(country.currency_code)?.toUpperCase() ?? null;
		return {
			provider: brand.name,
			mode: modeOf(item, account.mode),
			walletId: asText(item.id),
			country: asText(country.country_code) ?? asText(country.name),
			currency,
			balance: amountText(item.balance, currency),
			updatedAt: isoFromText(item.updated_at),
			raw: maskPhones(item),
		};
	});
}

/**
 * The wallet history as the gateway gives it. `timestamp` ("of the ending time") is not sent:
 * neither its unit nor what it does is documented.
 * @throws ProviderError
 */
export async function* walletItems(
	send: Send,
	brand: Brand,
	filter: ListFilter,
): AsyncGenerator<JsonObject[], void, undefined> {
	const list = { path: '/v1/account/get-wallet-histories', query: {} };
	const since = filter.createdAfter ?? null;
	yield* followPages(send, brand, list, { timeField: 'balance_at', since });
}

/** The wallet history, newest first as far as samples show. @throws ProviderError */
export async function* listWalletHistory(
	send: Send,
	brand: Brand,
	account: Account,
	filter: ListFilter,
): Pages<WalletEntry> {
	for await (const items of walletItems(send, brand, filter)) {
		yield items.map((item) => entryFrom(brand, account, item));
	}
}

function entryFrom(brand: Brand, account: Account, item: JsonObject): WalletEntry {
	const currency = asText(item.currency_code)?.toUpperCase() ?? null;
	return {
		provider: brand.name,
		mode: modeOf(item, account.mode),
		entryId: asText(item.id),
		reference: asText(item.reference),
		action: asText(item.action),
		type: asText(item.type),
		amount: amountText(item.amount, currency),
		currency,
		balanceBefore: amountText(item.balance_before, currency),
		balanceAfter: amountText(item.balance_after, currency),
		at: isoFromText(item.balance_at),
		raw: maskPhones(item),
	};
}

/**
 * An amount as text with the currency's digits; as the provider wrote it where it has other digits
 * or is below zero, which balances may be. Null when it is no plain decimal number.
 */
function amountText(value: unknown, currency: string | null): string | null {
	const money = moneyFromMajor(value, currency);
	if (money) return formatMoney(money);
	const text = asText(value)?.trim() ?? '';
	return /^-?\d+(\.\d+)?$/.test(text) ? text : null;
}
