/**
 * How a refund is split over the wallets of its payment: all by amount, or all by percent.
 * Source: docs.rapyd.net "Create Refund", "Refund Errors".
 */
import { asObject, asText, isObject, type Json, type JsonObject } from '../../refunds/json';
import {
	describeAmountProblem,
	digitsOf,
	readDecimal,
	toMinor,
	type Decimal,
} from '../../refunds/money';
import type { RefundOrder } from '../../refunds/provider';
import { rowsOf } from './metadata';

interface Share {
	ewallet: string;
	/** As it was entered. */
	value: Json | undefined;
	/** The other kind of share, where it was entered too. */
	other: Json | undefined;
}

interface Split {
	by: 'amount' | 'percent';
	shares: Share[];
}

const WALLET_ID = /^ewallet_[\w-]+$/;

/**
 * Reads the option: `{ split: { splitBy, wallets: { values: [{ ewallet, value }] } } }` as n8n's
 * fixed collections give it, with or without the outer group, and with `amount` or `percent` in
 * place of `value`.
 */
function readSplit(option: Json | undefined): Split | 'unknown_kind' | null {
	const outer = asObject(option);
	const split = isObject(outer.split) ? outer.split : outer;
	const rows = isObject(split.wallets)
		? rowsOf(split.wallets)
		: rowsOf({ rows: split.wallets ?? [] });
	if (rows.length === 0) return null;
	const by = asText(split.splitBy) ?? 'amount';
	if (by !== 'amount' && by !== 'percent') return 'unknown_kind';
	const shares = rows.map((row) => ({
		ewallet: asText(row.ewallet)?.trim() ?? '',
		value: given(row[by]) ?? row.value,
		other: given(by === 'amount' ? row.percent : row.amount),
	}));
	return { by, shares };
}

/** n8n fills fields nobody entered with '' or 0. */
function given(value: Json | undefined): Json | undefined {
	return value === '' || value === 0 || value === null ? undefined : value;
}

/** `ewallets` as Rapyd wants it; empty where the refund is not split. Checked before. */
export function splitForBody(option: Json | undefined): JsonObject[] {
	const split = readSplit(option);
	if (split === null || split === 'unknown_kind') return [];
	// JSON numbers, as documented: that text is taken too was seen for the refund's amount only.
	return split.shares.map(({ ewallet, value }) => ({
		ewallet,
		[split.by]: Number(asText(value)?.trim()),
	}));
}

/** What is wrong with an order's split, in plain words, or null. */
export function checkSplit(order: RefundOrder): string | null {
	const split = readSplit(order.options.ewallets);
	if (split === null) return null;
	if (split === 'unknown_kind') return 'E-Wallets: Split By must be Amount or Percent.';
	const { by, shares } = split;
	const wallets = shares.map(({ ewallet }) => ewallet);
	const bad = wallets.find((wallet) => !WALLET_ID.test(wallet));
	if (bad !== undefined) {
		return `E-Wallets: "${bad}" is not a wallet ID. It begins with ewallet_.`;
	}
	const twice = wallets.find((wallet, index) => wallets.indexOf(wallet) !== index);
	if (twice !== undefined) return `E-Wallets: ${twice} is listed twice. List each wallet once.`;
	if (shares.some(({ other }) => other !== undefined)) {
		return 'E-Wallets: amounts and percents are mixed. Use one of them for all wallets.';
	}
	const decimals: Decimal[] = [];
	for (const { ewallet, value } of shares) {
		const decimal = readDecimal(value);
		if (typeof decimal === 'string') {
			return `E-Wallets: the ${by} for ${ewallet} must be a number above zero, for example 12.50.`;
		}
		decimals.push(decimal);
	}
	return by === 'percent' ? checkPercents(decimals) : checkAmounts(order, wallets, decimals);
}

function checkPercents(percents: readonly Decimal[]): string | null {
	const total = sumOf(percents);
	if (isSame(total, { units: 100n, scale: 0 })) return null;
	return `E-Wallets: the percents add up to ${textOf(total)}, not to 100.`;
}

function checkAmounts(
	order: RefundOrder,
	wallets: readonly string[],
	amounts: readonly Decimal[],
): string | null {
	if (order.amount === null) {
		return 'E-Wallets: amounts can be given only for a refund of an amount. Choose "An Amount", or split by percent.';
	}
	const digits = digitsOf(order.currency);
	for (const [index, amount] of amounts.entries()) {
		const minor = digits === null ? null : toMinor(amount, digits);
		if (typeof minor === 'string') {
			return `E-Wallets: the amount for ${wallets[index]} ${describeAmountProblem(minor, digits)}`;
		}
	}
	const total = sumOf(amounts);
	if (isSame(total, order.amount)) return null;
	return `E-Wallets: the amounts add up to ${textOf(total)}, but Amount is ${textOf(order.amount)}.`;
}

/** Exact. */
function sumOf(decimals: readonly Decimal[]): Decimal {
	const scale = decimals.reduce(
		(most, decimal) => (decimal.scale > most ? decimal.scale : most),
		0,
	);
	const units = decimals.reduce((sum, decimal) => sum + unitsAt(decimal, scale), 0n);
	return { units, scale };
}

function isSame(a: Decimal, b: Decimal): boolean {
	const scale = a.scale > b.scale ? a.scale : b.scale;
	return unitsAt(a, scale) === unitsAt(b, scale);
}

function unitsAt(decimal: Decimal, scale: number): bigint {
	return decimal.units * 10n ** BigInt(scale - decimal.scale);
}

/** A decimal for people: 12.50 is "12.5". */
function textOf({ units, scale }: Decimal): string {
	const digits = String(units).padStart(scale + 1, '0');
	const whole = digits.slice(0, digits.length - scale);
	const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
	return fraction === '' ? whole : `${whole}.${fraction}`;
}
