/**
 * Books with known truth: every case is a small story with its own payment and amount, told to
 * the ledger, to the provider or to both, and with what a reconciliation must make of it.
 */
import { toDecimal } from '../../../../refunds/money';
import type { Kind, ListedRefund, PaidAmount } from '../../../../refunds/reconcile';
import { entry, refund, type Values } from './fixtures';

export const PERIOD = { from: '2026-06-01T00:00:00.000Z', to: '2026-07-15T00:00:00.000Z' };
export const TOLERANCE = '0.02';
export const GAP = {
	from: '2026-06-10T00:00:00.000Z',
	to: '2026-06-12T00:00:00.000Z',
	why: 'page 7 could not be read',
};
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CURRENCIES: Array<[code: string, digits: number]> = [
	['PHP', 2],
	['USD', 2],
	['JPY', 0],
	['KWD', 3],
];

/** Kind, ledger row and refund of one row of the result. */
export type Truth = [kind: Kind, ledger: Values | null, refund: ListedRefund | null];

export interface GeneratedBooks {
	ledger: Values[];
	provider: ListedRefund[];
	payments: Map<string, PaidAmount>;
	truth: Truth[];
}

/** What a story can use. */
interface Case {
	/** Another refund of this case's payment, of its amount. */
	refund: (facts?: Parameters<typeof refund>[0]) => ListedRefund;
	/** The amount of this case and so many minor units more. */
	amount: (more?: number) => string;
	/** A date well before the end and not near the gap, and so many hours more. */
	date: (hours?: number) => string;
	/** A date in the last day. */
	recent: () => string;
	/** Says what was paid with the payment. */
	paid: (minor: number) => void;
	minor: number;
	pick: <T>(...values: T[]) => T;
}

/** What the ledger says of a refund that was made. */
function row(record: ListedRefund, changes: Values = {}): Values {
	return { ...entry(record), status: 'paid', ...changes };
}

function without(values: Values, ...fields: string[]): Values {
	return Object.fromEntries(Object.entries(values).filter(([field]) => !fields.includes(field)));
}

type Story = (it: Case) => Truth[];

/** A refund both sides have, and what the ledger says differently. */
function both(kind: Kind, facts: (it: Case) => object, claims: (it: Case) => Values): Story {
	return (it) => {
		const record = it.refund(facts(it));
		return [[kind, row(record, claims(it)), record]];
	};
}

const nothing = () => ({});

const STORIES: Record<string, Story> = {
	'matched by id': both('matched', nothing, nothing),
	'matched by reference': both('matched', nothing, (it) => ({
		refundId: it.pick(null, ''),
		amount: it.amount(),
	})),
	'matched by payment, dated by hand': both('matched', nothing, (it) => ({
		refundId: null,
		reference: null,
		currency: it.pick(null, undefined),
		date: it.date(it.pick(0, 5, 70)),
	})),
	'failed on both sides': both(
		'matched',
		() => ({ status: 'failed' }),
		() => ({ status: 'declined' }),
	),
	'within the tolerance': both(
		'matched_with_tolerance',
		() => ({ currency: 'PHP' }),
		(it) => ({
			amount: toDecimal(BigInt(it.minor + it.pick(-2, -1, 1, 2)), 2),
		}),
	),
	'pending and young': both(
		'in_flight',
		(it) => ({ status: 'pending', createdAt: it.recent() }),
		(it) => ({ status: it.pick('pending', 'refunded', 'odd word') }),
	),
	'in the ledger and young': (it) => [
		['in_flight', row(it.refund({ createdAt: it.recent() }), { status: 'pending' }), null],
	],
	'pending for long': both(
		'stale_pending',
		(it) => ({ status: it.pick('pending', 'requires_action') }),
		(it) => ({ status: it.pick('processing', null) }),
	),
	'never made': (it) => [['missing_at_provider', row(it.refund()), null]],
	'not entered': (it) => [['missing_in_ledger', null, it.refund()]],
	'another amount': both('amount_mismatch', nothing, (it) => ({
		amount: it.amount(it.pick(-90, 90)),
	})),
	'another currency': both('currency_mismatch', nothing, () => ({ currency: 'EUR', amount: '1' })),
	'failed in the ledger, paid in truth': both(
		'status_mismatch',
		(it) => ({ status: it.pick('succeeded', 'pending') }),
		(it) => ({ status: it.pick('failed', 'Declined', 'cancelled') }),
	),
	'paid in the ledger, failed in truth': both(
		'status_mismatch',
		(it) => ({ status: it.pick('failed', 'canceled') }),
		(it) => ({ status: it.pick('paid', 'pending', null) }),
	),
	'pending in the ledger, paid in truth': both('status_mismatch', nothing, () => ({
		status: 'open',
	})),
	'another payment': both('payment_mismatch', nothing, (it) => ({
		paymentId: 'pay_other',
		refundId: it.pick(null, undefined),
	})),
	'entered twice': (it) => {
		const record = it.refund();
		const first = row(record);
		const lost = it.pick(['refundId'], ['reference'], []);
		return [
			['matched', first, record],
			['duplicate_in_ledger', without({ ...first, date: it.date(2) }, ...lost), null],
		];
	},
	'entered twice and never made': (it) => {
		const first = row(it.refund(), { refundId: null });
		return [
			['missing_at_provider', first, null],
			['duplicate_in_ledger', { ...first, date: it.date(3) }, null],
		];
	},
	'paid twice': (it) => {
		const first = it.refund();
		const again = it.refund({ createdAt: it.date(it.pick(1, 71)) });
		return [
			['matched', row(first, it.pick({}, { refundId: null })), first],
			['probable_double_refund', null, again],
		];
	},
	'paid twice, neither entered': (it) => [
		['missing_in_ledger', null, it.refund()],
		['probable_double_refund', null, it.refund({ createdAt: it.date(2) })],
	],
	'two equal parts, both meant': (it) => {
		const records = [it.refund(), it.refund({ createdAt: it.date(1) })];
		const lost = it.pick(['refundId'], ['refundId', 'reference'], []);
		return records.map((record): Truth => ['matched', without(row(record), ...lost), record]);
	},
	'tried again after it failed': (it) => {
		const failed = it.refund({ status: 'failed', reference: `again ${it.amount()}` });
		const record = it.refund({ reference: failed.reference, createdAt: it.date(1) });
		return [
			['missing_in_ledger', null, failed],
			['matched', row(record, { refundId: null }), record],
		];
	},
	'more than was paid': (it) => {
		const first = it.refund();
		const second = it.refund({ amount: it.amount(50), createdAt: it.date(4) });
		it.paid(it.minor + 60);
		return [
			['matched', row(first), first],
			['over_refunded', row(second), second],
		];
	},
	'exactly what was paid': (it) => {
		const first = it.refund();
		const second = it.refund({ amount: it.amount(50), createdAt: it.date(4) });
		it.paid(2 * it.minor + 50);
		return [first, second].map((record): Truth => ['matched', row(record), record]);
	},
	'came back': both('reversed_after_success', () => ({ status: 'reversed' }), nothing),
	'a test': both('mode_mismatch', () => ({ mode: 'test' }), nothing),
	'two rows, one refund, nothing to tell them apart': (it) => {
		const record = it.refund();
		const noted = without(row(record), 'refundId', 'reference');
		return [
			['ambiguous', noted, null],
			['ambiguous', { ...noted, date: it.date(20) }, null],
			['ambiguous', null, record],
		];
	},
	'noted by a reference the provider does not have': (it) => {
		const record = it.refund({ reference: null });
		const noted = without(row(record), 'refundId', 'paymentId');
		return [
			['ambiguous', { ...noted, reference: `phone call ${it.amount()}` }, null],
			['ambiguous', null, record],
		];
	},
	'its reference in other letters': (it) => {
		const record = it.refund();
		const written = it.pick(
			record.reference?.toLowerCase(),
			`"${record.reference}"`,
			record.reference?.replace('-', '\u2011'),
		);
		return [['ambiguous', row(record, { refundId: null, reference: written }), record]];
	},
	'its number as a spreadsheet writes it': (it) => {
		const number = it.minor;
		const record = it.refund({ reference: `000${number}` });
		const written = it.pick<unknown>(number, `${number}.0`, String(number));
		return [['ambiguous', row(record, { refundId: null, reference: written }), record]];
	},
	'entered again, by the day': (it) => {
		const record = it.refund();
		const noted = without(row(record), 'refundId', 'reference');
		const day = (record.createdAt ?? '').slice(0, 10);
		return [
			['matched', row(record), record],
			['duplicate_in_ledger', { ...noted, date: it.pick(day, it.date(1)) }, null],
		];
	},
	'entered again under an order number': (it) => {
		const record = it.refund();
		return [
			['matched', row(record), record],
			['ambiguous', row(record, { refundId: null, reference: `order ${it.amount()}` }), null],
		];
	},
	'by its payment, with an amount nobody can read': (it) => {
		const record = it.refund();
		const noted = without(row(record), 'refundId', 'reference');
		const amount = it.pick(`-${it.amount()}`, `₱ ${it.amount()}`, 'see mail');
		return [['ambiguous', { ...noted, amount }, record]];
	},
	'a word nobody knows': both('matched', nothing, (it) => ({
		status: it.pick<unknown>('Erstattet', 'On hold', 'unpaid', false),
	})),
	'failed in the words of a shop': both('status_mismatch', nothing, (it) => ({
		status: it.pick('wc-failed', 'Refund failed', 'processor_declined'),
	})),
	'dated by the day': both('matched', nothing, (it) => ({
		refundId: null,
		reference: null,
		date: it.date().slice(0, 10),
	})),
	'made again weeks later': (it) => {
		const first = it.refund();
		const again = it.refund({ createdAt: it.date(24 * 9) });
		return [
			['matched', row(first), first],
			['missing_in_ledger', null, again],
		];
	},
	'badly written': both('invalid_row', nothing, (it) =>
		it.pick<Values>(
			{ amount: '1,234.50' },
			{ amount: 0 },
			{ date: '03/04/2026' },
			{ currency: '$' },
		),
	),
	'an empty line': () => [['invalid_row', { note: 'sum' }, null]],
	'a state nobody knows': both(
		'unknown_at_provider',
		() => ({ status: 'unknown', providerStatus: 'held' }),
		nothing,
	),
	'in the part that could not be read': (it) => [
		['unknown_at_provider', row(it.refund(), { date: '2026-06-11T10:00:00Z' }), null],
	],
	'from before the period': (it) => [
		['unknown_at_provider', row(it.refund(), { date: '2026-05-11' }), null],
	],
};

/** Numbers below 2^32, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return (mixed ^ (mixed >>> 14)) >>> 0;
	};
}

/** Books of so many cases, every story told about as often as the others, in a mixed order. */
export function generateBooks(seed: number, cases: number): GeneratedBooks {
	const next = random(seed);
	const books: GeneratedBooks = { ledger: [], provider: [], payments: new Map(), truth: [] };
	const stories = Object.values(STORIES);
	for (let index = 0; index < cases; index += 1) {
		const story = stories[index % stories.length] as Story;
		books.truth.push(...story(newCase(next, index, books)));
	}
	const rows = books.truth.map(([, values]) => values).filter((values) => values !== null);
	const refunds = books.truth.map(([, , record]) => record).filter((record) => record !== null);
	return { ...books, ledger: mixed(next, rows), provider: mixed(next, refunds) };
}

function newCase(next: () => number, index: number, { payments }: GeneratedBooks): Case {
	const [code, digits] = CURRENCIES[next() % CURRENCIES.length] as [string, number];
	// Far from the amounts of all other cases.
	const minor = 10_000 + index * 1_000 + (next() % 300);
	const paymentId = `pay_${index}_${next().toString(36)}`;
	// June 14 to July 3: after the gap, and long enough before the end.
	const start = Date.parse('2026-06-14T00:00:00Z') + (next() % (20 * DAY));
	const date = (hours = 0) => new Date(start + hours * HOUR).toISOString();
	const amount = (more = 0) => toDecimal(BigInt(minor + more), digits);
	let refunds = 0;
	return {
		minor,
		amount,
		date,
		recent: () => new Date(Date.parse(PERIOD.to) - (next() % DAY)).toISOString(),
		paid: (paid) =>
			void payments.set(paymentId, {
				amount: toDecimal(BigInt(paid), digits),
				amountMinor: paid,
				currency: code,
			}),
		pick: (...values) => values[next() % values.length] as never,
		refund: (facts = {}) => {
			refunds += 1;
			return refund({
				refundId: `re_${index}_${refunds}_${next().toString(36)}`,
				reference: `T-${index}-${refunds}`,
				paymentId,
				amount: facts.currency === 'PHP' ? toDecimal(BigInt(minor), 2) : amount(),
				currency: code,
				createdAt: date(),
				...facts,
			});
		},
	};
}

function mixed<T>(next: () => number, values: readonly T[]): T[] {
	return values
		.map((value) => ({ value, key: next() }))
		.sort((a, b) => a.key - b.key)
		.map(({ value }) => value);
}
