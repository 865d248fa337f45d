/** Refunds as the wallet history tells of them: the only published list that shows any. */
import { asText, type JsonObject } from '../../refunds/json';
import { formatMoney, moneyFromMajor } from '../../refunds/money';
import { ProviderError, type Account, type Send } from '../../refunds/exchange';
import type { Pages, RefundDraft, ListFilter } from '../../refunds/provider';
import { refundRecord, type RefundRecord, type RefundStatus } from '../../refunds/refund';
import { isoFromText } from '../../refunds/time';
import { failureFacts, readMoney, readStatus, type StatusWords } from '../understood';
import type { Brand } from './brands';
import { refundsIn } from './refunds';
import { walletItems } from './wallet';
import { modeOf, readRecord, wordOf } from './wire';

/** How far back evidence is looked for: it is read right after a send, and newest first. */
const EVIDENCE_PAGES = 2;

/**
 * A debit means that the money left the merchant's wallet, not that the customer has it: the refund
 * is on its way until something says how it ended. A credit is a refund that came back: in the
 * published sample (both brands, 12 January 2026) 0.10 returns to a wallet 0.10 below the balance
 * it had before.
 */
const STATUS: StatusWords = new Map<string, RefundStatus>([
	['debit', 'pending'],
	['credit', 'reversed'],
]);

/**
 * The refunds in the wallet history. A refund that came back is given once, as `reversed`: its
 * debit is skipped where it follows with the same reference and amount, as it does newest first.
 * For one payment its own record is asked, because entries do not name their payment.
 * @throws ProviderError, also where a payment does not show its refunds ("none" would be a guess)
 */
export async function* listRefunds(
	send: Send,
	brand: Brand,
	account: Account,
	filter: ListFilter,
): Pages<RefundRecord> {
	if (filter.paymentId) {
		yield await refundsOf(send, brand, account, filter.paymentId);
		return;
	}
	const cameBack = new Map<string, number>();
	for await (const items of walletItems(send, brand, filter)) {
		yield items
			.filter(isRefund)
			.map((item) => fromEntry(brand, account, item))
			.filter((refund) => !isUndone(cameBack, refund));
	}
}

async function refundsOf(
	send: Send,
	brand: Brand,
	account: Account,
	paymentId: string,
): Promise<RefundRecord[]> {
	const record = await readRecord(send, brand, paymentId);
	if (Array.isArray(record.refunds)) return refundsIn(brand, account, record, paymentId);
	throw new ProviderError({
		code: 'refund_not_visible',
		message: `${brand.title} does not show the refunds of a single payment in this account.`,
		advice:
			'List without the payment reference: the wallet history shows all refunds, by amount and time.',
	});
}

function isRefund(item: JsonObject): boolean {
	return wordOf(item.action) === 'refund';
}

function moneyOf(item: JsonObject) {
	return moneyFromMajor(item.amount, asText(item.currency_code));
}

function fromEntry(brand: Brand, account: Account, item: JsonObject): RefundRecord {
	const { amount, currency_code: currency } = item;
	const money = readMoney(brand.title, moneyFromMajor, { amount, currency });
	const read = readStatus(brand.title, STATUS, item.type);
	return refundRecord({
		provider: brand.name,
		mode: modeOf(item, account.mode),
		status: read.status,
		refundId: asText(item.reference),
		money: money.money,
		currency: money.currency,
		providerStatus: read.providerStatus,
		...failureFacts({ code: null, message: null }, read, money),
		createdAt: isoFromText(item.balance_at),
		raw: item,
	});
}

/** Whether a debit's credit was seen before it. Each credit undoes one debit. */
function isUndone(cameBack: Map<string, number>, refund: RefundRecord): boolean {
	if (refund.refundId === null || refund.amount === null) return false;
	const key = JSON.stringify([refund.refundId, refund.amount, refund.currency]);
	const count = cameBack.get(key) ?? 0;
	if (refund.status === 'reversed') cameBack.set(key, count + 1);
	if (refund.status !== 'pending' || count === 0) return false;
	cameBack.set(key, count - 1);
	return true;
}

/**
 * What the newest wallet history says about a refund nobody can see, for a person to judge. Never
 * throws: not being readable is something to say, too.
 */
export async function evidence(send: Send, brand: Brand, draft: RefundDraft): Promise<string> {
	try {
		const entries: JsonObject[] = [];
		let pages = 0;
		for await (const items of walletItems(send, brand, {})) {
			entries.push(...items.filter((item) => isRefund(item) && isAlike(item, draft)));
			pages += 1;
			if (pages === EVIDENCE_PAGES) break;
		}
		return describe(entries, draft);
	} catch (error) {
		const why = error instanceof ProviderError ? ` ${error.message}` : '';
		return `The wallet history could not be read.${why}`;
	}
}

function isAlike(item: JsonObject, { money }: RefundDraft): boolean {
	const found = moneyOf(item);
	return found !== null && found.minor === money.minor && found.currency === money.currency;
}

function describe(entries: readonly JsonObject[], draft: RefundDraft): string {
	const amount = `${draft.money.currency} ${formatMoney(draft.money)}`;
	const alike = newestFirst(entries.filter((item) => wordOf(item.type) === 'debit'));
	// Whether an entry bears the refund's reference or the payment's is not documented.
	const named = alike.filter((item) => asText(item.reference) === draft.paymentId);
	const debits = named.length > 0 ? named : alike;
	const [debit] = debits;
	if (!debit) return `The newest wallet history shows no refund debit of ${amount}.`;
	const credit = newestFirst(entries.filter((item) => wordOf(item.type) === 'credit'))[0];
	const back =
		credit && timeOf(credit) >= timeOf(debit) ? ` The same amount came back ${when(credit)}.` : '';
	const shows = 'The wallet history shows';
	return debits.length === 1
		? `${shows} a refund debit of ${amount} ${when(debit)}: probably this refund, if the time fits.${back}`
		: `${shows} ${debits.length} refund debits of ${amount}, the newest ${when(debit)}: compare the times, one may be this refund.${back}`;
}

function newestFirst(items: readonly JsonObject[]): JsonObject[] {
	return [...items].sort((a, b) => timeOf(b).localeCompare(timeOf(a)));
}

function timeOf(item: JsonObject): string {
	return isoFromText(item.balance_at) ?? '';
}

function when(item: JsonObject): string {
	const reference = asText(item.reference);
	return `at ${timeOf(item) || 'an unknown time'} ${reference === null ? 'without a reference' : `with reference ${reference}`}`;
}
