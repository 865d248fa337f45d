/** The gateway's read side: records, lists, countries, wallets. */
import { toMajorNumber } from '../money';
import { queryInteger, queryText } from '../read';
import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { countries } from './countries';
import { failure, pagination, success } from './envelope';
import { findPayment } from './find';
import type { LedgerEntry, Wallet } from './ledger';
import { businessId, isoTime, paymentInList, paymentRecord, refundRecord } from './resources';

export function getPayment(request: Incoming, world: World): Answer {
	const reference = request.params.reference ?? '';
	// Vesicash's refund page says that a refund's own reference can be looked up here as well.
	const refund = world.store.refund(request.provider, reference);
	if (refund) return success('success', refundRecord(refund));
	const payment = findPayment(request, world, reference);
	if (!payment) return failure(404, 'payment not found');
	return success('success', paymentRecord(payment, world.settings.mobileMoneyShowsRefunds));
}

export function listPayments(request: Incoming, world: World): Answer {
	const { query } = request;
	const page = queryInteger(query, 'page') ?? 1;
	const limit = queryInteger(query, 'limit') ?? 20;
	if (page < 1 || limit < 1) return failure(400, 'page and limit must be positive');
	const reference = queryText(query, 'reference');
	const from = (queryInteger(query, 'from') ?? 0) * 1000;
	const to = (queryInteger(query, 'to') ?? Infinity) * 1000;
	const found = world.store
		.payments(request.provider)
		.filter(
			({ id, createdAt }) =>
				(reference === undefined || id === reference) && createdAt >= from && createdAt <= to,
		)
		.reverse();
	const shown = found.slice((page - 1) * limit, page * limit);
	const pages = pagination(page, shown.length, found.length, limit);
	return success('success', shown.map(paymentInList), pages);
}

export function listCountries(): Answer {
	return success('success', [...countries]);
}

export function walletBalance(request: Incoming, world: World): Answer {
	const show = ({ id, balanceMinor, country, updatedAt }: Wallet) => ({
		id,
		balance: toMajorNumber(balanceMinor, country.currency_code),
		environment: 'test',
		business_id: businessId,
		country,
		created_at: isoTime(updatedAt),
		updated_at: isoTime(updatedAt),
	});
	return success('success', world.ledger.wallets(request.provider).map(show));
}

export function walletHistory(request: Incoming, world: World): Answer {
	const page = queryInteger(request.query, 'page') ?? 1;
	if (page < 1) return failure(400, 'page must be positive');
	// What `timestamp` means is not said; here: entries since that second.
	const since = (queryInteger(request.query, 'timestamp') ?? 0) * 1000;
	const all = world.ledger.entries(request.provider);
	const found = since === 0 ? all : all.filter(({ at }) => at >= since);
	const { walletHistoryPageSize: size, walletHistoryRepeatedPage: repeated } = world.settings;
	// A page that shows what the page before showed, as when entries come in between two calls.
	const place = repeated !== null && page >= repeated ? page - 1 : page;
	const end = Math.max(0, found.length - (place - 1) * size);
	const shown = found.slice(Math.max(0, end - size), end).reverse();
	const total = repeated === null ? found.length : found.length + size;
	const pages = pagination(page, shown.length, total, size);
	return success('success', shown.map(historyEntry), pages);
}

function historyEntry(entry: LedgerEntry): object {
	const { currency_code: currency, country_code: country } = entry.wallet.country;
	return {
		id: entry.id,
		balance_before: toMajorNumber(entry.beforeMinor, currency),
		balance_after: toMajorNumber(entry.afterMinor, currency),
		amount: toMajorNumber(entry.amountMinor, currency),
		action: entry.action,
		type: entry.type,
		wallet_id: entry.wallet.id,
		reference: entry.reference,
		currency_code: currency,
		country_code: country,
		balance_at: isoTime(entry.at),
	};
}
