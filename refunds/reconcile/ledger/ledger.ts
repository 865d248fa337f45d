/** Reads input items as the rows of a ledger. */
import type { Ledger, LedgerRow } from '../types';
import { columnsOf, likeNames } from './columns';
import {
	dottedReader,
	LEDGER_FIELD_NAMES,
	LEDGER_FIELDS,
	type LedgerFields,
	type Values,
} from './fields';
import { currencyByCode, noteCells, type Reader } from './notes';
import { statusOfWord } from './statusWords';
import { isAbsent, nameOf, shownText } from './values';
import { newWords, wordIn } from './words';
import { zoneOf, type Zone } from './zone';

type Items = ReadonlyArray<{ json: Values }>;

/**
 * Reads input items as ledger rows, in their order; an item without any value is no row. Nothing
 * is thrown for a bad value: it is told in `problems`, and the row becomes an `invalid_row`.
 * @param fields names of fields, as far as they were said
 * @param zone that of dates that name none
 * @throws RangeError where there is no such zone and a date is in it
 */
export function readLedger(items: Items, fields: Partial<LedgerFields> = {}, zone = 'UTC'): Ledger {
	const names = { ...LEDGER_FIELDS, ...fields };
	const clock = zoneOf(zone);
	const ledger = readRows(items, names, fields, clock);
	if (ledger.reading.missingFields.length === 0) return ledger;
	const columns = columnsOf(items);
	const like = likeNames(ledger.reading.missingFields, columns);
	const isFound = Object.keys(like).length > 0;
	const found = isFound ? readRows(items, { ...names, ...like }, fields, clock) : ledger;
	found.reading.columns = found.reading.missingFields.length === 0 ? [] : columns;
	return found;
}

function readRows(
	items: Items,
	names: LedgerFields,
	given: Partial<LedgerFields>,
	zone: Zone,
): Ledger {
	const withDotted = dottedReader(names);
	const ledger = newLedger(items.length, zone);
	const reader: Reader = {
		names,
		zone,
		ledger,
		statuses: newWords(statusOfWord),
		currencies: newWords(currencyByCode),
		currency: null,
	};
	const missing = new Set(LEDGER_FIELD_NAMES.filter((field) => names[field] !== ''));
	for (let item = 0; item < items.length; item += 1) {
		const { json } = items[item] as { json: Values };
		const values = withDotted ? withDotted(json) : json;
		const row = readCells(reader, item, values);
		if (namesNothing(row) && isBlank(json)) {
			ledger.reading.blankRows += 1;
			continue;
		}
		// Nearly always the first row has them all.
		if (missing.size > 0) takeOutFound(missing, names, values);
		ledger.rows.push(row);
		noteCells(reader, row, values);
	}
	if (ledger.rows.length > 0) {
		ledger.reading.missingFields = [...missing].map((field) => ({
			field,
			name: names[field],
			named: given[field] !== undefined,
		}));
	}
	return ledger;
}

function newLedger(rows: number, { name }: Zone): Ledger {
	return {
		rows: [],
		units: new Float64Array(rows).fill(NaN),
		scales: new Uint8Array(rows),
		times: new Float64Array(rows).fill(NaN),
		quarters: new Uint8Array(rows),
		problems: new Map(),
		readAs: new Map(),
		reading: {
			zone: name,
			blankRows: 0,
			unread: {
				refundId: 0,
				reference: 0,
				paymentId: 0,
				amount: 0,
				currency: 0,
				status: 0,
				date: 0,
				rows: 0,
			},
			words: new Map(),
			missingFields: [],
			columns: [],
		},
	};
}

function readCells(reader: Reader, item: number, values: Values): LedgerRow {
	const { names } = reader;
	const currency = wordIn(reader.currencies, values[names.currency]);
	const status = wordIn(reader.statuses, values[names.status]);
	reader.currency = currency.meaning;
	return {
		item,
		refundId: nameOf(values[names.refundId]),
		reference: nameOf(values[names.reference]),
		paymentId: nameOf(values[names.paymentId]),
		amount: shownText(values[names.amount]),
		currency: currency.meaning?.code ?? currency.text,
		status: status.meaning,
		statusText: status.text,
		date: null,
	};
}

function takeOutFound(missing: Set<keyof LedgerFields>, names: LedgerFields, values: Values): void {
	for (const field of missing) if (values[names[field]] !== undefined) missing.delete(field);
}

function namesNothing({ refundId, reference, paymentId }: LedgerRow): boolean {
	return refundId === null && reference === null && paymentId === null;
}

/** Whether an item has no value at all: the item of Always Output Data, a blank row of a sheet. */
function isBlank(values: Values): boolean {
	return Object.values(values).every(isAbsent);
}
