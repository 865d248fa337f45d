/**
 * Refunds and payments as lists. What is documented: `limit` 1 to 100, a cursor for "created after
 * this one" and one for "created before that one", and a span of at most 90 days, so that a plain
 * list does not reach further back. What is not: the order of the rows, a total, or whether there
 * is more. So the reader goes by the rows themselves, whichever way they run.
 */
import { asText, type JsonObject } from '../../refunds/json';
import { ProviderError, type Account, type Send } from '../../refunds/exchange';
import type { Pages, ListFilter } from '../../refunds/provider';
import type { PaymentRecord, RefundRecord } from '../../refunds/refund';
import { isoFromUnixSeconds } from '../../refunds/time';
import { readPages } from '../pages';
import { paymentFrom } from './payments';
import { refundFrom } from './refunds';
import { readList } from './wire';

interface ListSource {
	path: string;
	query?: Record<string, string>;
	/** The cursor for rows created after the one it names. */
	later: string;
	/** The cursor for rows created before the one it names. */
	earlier: string;
	/** ISO 8601: where reading may stop. The rows are not filtered by it. */
	createdAfter?: string | undefined;
	createdBefore?: string | undefined;
}

const REFUNDS: ListSource = {
	path: '/v1/refunds',
	later: 'starting_after',
	earlier: 'ending_before',
};
const PAYMENTS: ListSource = {
	path: '/v1/payments',
	later: 'created_after',
	earlier: 'created_before',
};

const PAGE_SIZE = 100;
/** Rows in a list for which no limit is asked ("List Refunds"). */
const DEFAULT_PAGE = 10;
const MOST_PAGES = 1000;

/**
 * The refunds of one payment, or of the account. Rapyd lists the account's refunds of the last 90
 * days, and filters by nothing but the payment.
 * @throws ProviderError when the list cannot be read, or not to its end
 */
export async function* listRefunds(
	send: Send,
	{ mode }: Account,
	filter: ListFilter,
): Pages<RefundRecord> {
	const { paymentId, createdAfter, createdBefore } = filter;
	if (paymentId !== undefined) {
		const { rows, whole } = await listRefundsOf(send, paymentId, null);
		yield rows.map((row) => refundFrom(row, mode));
		if (whole) return;
		throw new ProviderError({
			code: 'list_incomplete',
			message: `Rapyd does not show all refunds of payment ${paymentId} in one list.`,
			advice: 'List the refunds of the account instead, and filter them by payment.',
		});
	}
	for await (const rows of pagesOf(send, { ...REFUNDS, createdAfter, createdBefore })) {
		yield rows.map((row) => refundFrom(row, mode));
	}
}

/** The account's payments of the last 90 days. */
export async function* listPayments(
	send: Send,
	{ mode }: Account,
	filter: ListFilter,
): Pages<PaymentRecord> {
	const { createdAfter, createdBefore } = filter;
	for await (const rows of pagesOf(send, { ...PAYMENTS, createdAfter, createdBefore })) {
		yield rows.map((row) => paymentFrom(row, mode));
	}
}

/**
 * The rows of "List Refunds by Payment ID". Its documented form has no limit; whether it takes one,
 * and a cursor, is documented nowhere. So they are used only where a full page may have left
 * something out, and a refusal then means: not the whole list.
 */
export async function listRefundsOf(
	send: Send,
	paymentId: string,
	total: number | null,
): Promise<{ rows: JsonObject[]; whole: boolean }> {
	const query = { payment: paymentId };
	const first = await readList(send, { method: 'GET', path: REFUNDS.path, query });
	// Should the filter ever be ignored, the list is the whole account's.
	const ours = first.filter((row) => asText(row.payment) === paymentId);
	if (ours.length < first.length) return { rows: ours, whole: false };
	if (ours.length < DEFAULT_PAGE || ours.length === total) return { rows: ours, whole: true };
	const byId = new Map(ours.map((row) => [asText(row.id), row]));
	const whole = await collect(pagesOf(send, { ...REFUNDS, query }), byId).then(
		() => true,
		(error: unknown) => {
			if (error instanceof ProviderError && error.httpStatus === 400) return false;
			throw error;
		},
	);
	return { rows: [...byId.values()], whole };
}

async function collect(
	pages: AsyncGenerator<JsonObject[], void, undefined>,
	byId: Map<string | null, JsonObject>,
): Promise<void> {
	for await (const page of pages) {
		for (const row of page) byId.set(asText(row.id), row);
	}
}

/** Where to read on: from a row, towards later or earlier ones. Null for the first page. */
type Cursor = { last: string; towards: 'later' | 'earlier' } | null;

/**
 * Reads a list page by page, each row once. Ends on a page that is not full, on one without a new
 * row in either direction, or beyond the time asked for.
 * @throws ProviderError when a page cannot be read, or when there is no end to them
 */
function pagesOf(send: Send, source: ListSource): AsyncGenerator<JsonObject[], void, undefined> {
	let previous: readonly JsonObject[] = [];
	let towards: 'later' | 'earlier' = 'later';
	const readOn = (): Cursor => {
		const last = asText(previous.at(-1)?.id);
		return last === null ? null : { last, towards };
	};
	return readPages<JsonObject, Cursor>({
		title: 'Rapyd',
		first: null,
		mostPages: MOST_PAGES,
		read: async (cursor) => await readPage(send, source, cursor),
		idOf: (row) => asText(row.id),
		next({ entries, fresh, number }) {
			const isFull = entries.length >= PAGE_SIZE;
			if (number === 1) {
				previous = entries;
				// Newest first? Rows of one second leave it open: then forwards, as the cursors are described.
				if (movement(entries.at(0), entries.at(-1)) < 0) towards = 'earlier';
				return isFull ? readOn() : null;
			}
			if (fresh.length * 2 > entries.length) {
				if (!isFull || isBeyond(entries, previous, source)) return null;
				previous = entries;
				return readOn();
			}
			// Mostly rows seen before: the end, or the cursor runs the other way than its name says.
			if (number > 2) return null;
			towards = towards === 'later' ? 'earlier' : 'later';
			return readOn();
		},
	});
}

async function readPage(send: Send, source: ListSource, cursor: Cursor): Promise<JsonObject[]> {
	const query: Record<string, string> = { ...source.query, limit: String(PAGE_SIZE) };
	if (cursor !== null) query[source[cursor.towards]] = cursor.last;
	return await readList(send, { method: 'GET', path: source.path, query });
}

/** Whether a page, and so every one after it, lies outside the time asked for. */
function isBeyond(
	rows: readonly JsonObject[],
	previous: readonly JsonObject[],
	{ createdAfter, createdBefore }: ListSource,
): boolean {
	const times = rows.map((row) => createdAt(row));
	const moved = movement(previous[0], rows[0]);
	if (moved < 0 && createdAfter !== undefined) {
		const from = Date.parse(createdAfter);
		return times.every((time) => time !== null && time < from);
	}
	if (moved > 0 && createdBefore !== undefined) {
		const to = Date.parse(createdBefore);
		return times.every((time) => time !== null && time > to);
	}
	return false;
}

/** Milliseconds from one row's time to another's; 0 where one of them has none. */
function movement(from: JsonObject | undefined, to: JsonObject | undefined): number {
	const [start, end] = [createdAt(from), createdAt(to)];
	return start === null || end === null ? 0 : end - start;
}

/** Milliseconds, or null. */
function createdAt(row: JsonObject | undefined): number | null {
	const iso = isoFromUnixSeconds(row?.created_at);
	return iso === null ? null : Date.parse(iso);
}
