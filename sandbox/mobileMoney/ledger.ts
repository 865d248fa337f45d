/** The business wallets of Redstone and Vesicash: balances, and an entry for whatever moves. */
import { randomUUID } from 'node:crypto';
import type { ProviderName } from '../names';
import type { Settings } from '../options';
import type { Store } from '../state';
import type { Refund } from '../types';
import { isBrand } from './brands';
import { countries, countryOf, type Country } from './countries';
import { uuidOf } from './resources';

export interface Wallet {
	id: string;
	country: Country;
	balanceMinor: bigint;
	updatedAt: number;
}

export interface LedgerEntry {
	id: string;
	wallet: Wallet;
	action: 'refund' | 'payout' | 'mobile-money-payment' | 'card-payment';
	type: 'credit' | 'debit';
	amountMinor: bigint;
	beforeMinor: bigint;
	afterMinor: bigint;
	reference: string;
	at: number;
}

export interface Ledger {
	wallets(provider: ProviderName): readonly Wallet[];
	/** Oldest first. */
	entries(provider: ProviderName): readonly LedgerEntry[];
	holds(provider: ProviderName, currency: string, amountMinor: bigint): boolean;
	reset(): void;
}

/** Ten million of each currency, so that only `no_funds` and large refunds meet an empty wallet. */
const openingMinor = 1_000_000_000n;

interface Book {
	wallets: Wallet[];
	entries: LedgerEntry[];
}

function openBook(provider: ProviderName): Book {
	const at = Date.now();
	const book: Book = { wallets: [], entries: [] };
	countries.forEach((country, index) => {
		const wallet: Wallet = {
			id: uuidOf(`wallet of ${provider} in ${country.currency_code}`),
			country,
			balanceMinor: 0n,
			updatedAt: at,
		};
		book.wallets.push(wallet);
		// The money came from somewhere: histories hold more than refunds.
		post(
			book,
			wallet,
			'mobile-money-payment',
			'credit',
			openingMinor,
			`PY_opening${index + 1}`,
			at,
		);
	});
	return book;
}

function post(
	book: Book,
	wallet: Wallet,
	action: LedgerEntry['action'],
	type: LedgerEntry['type'],
	amountMinor: bigint,
	reference: string,
	at: number,
): void {
	const beforeMinor = wallet.balanceMinor;
	const afterMinor = type === 'credit' ? beforeMinor + amountMinor : beforeMinor - amountMinor;
	wallet.balanceMinor = afterMinor;
	wallet.updatedAt = at;
	book.entries.push({
		id: randomUUID(),
		wallet,
		action,
		type,
		amountMinor,
		beforeMinor,
		afterMinor,
		reference,
		at,
	});
}

export function createLedger(store: Store, settings: Settings): Ledger {
	let books: Partial<Record<ProviderName, Book>> = {};
	const bookOf = (provider: ProviderName) => (books[provider] ??= openBook(provider));
	const walletOf = (book: Book, currency: string) => {
		const { id } = countryOf(currency);
		return book.wallets.find(({ country }) => country.id === id) as Wallet;
	};

	/** A refund is taken from the wallet when it is queued and put back when it fails. */
	store.onChange((refund: Refund, previous) => {
		const { payment } = refund;
		if (!isBrand(payment.provider)) return;
		const gone = refund.status === 'failed' || refund.status === 'canceled';
		if (gone === (previous === null || previous === 'failed' || previous === 'canceled')) return;
		const book = bookOf(payment.provider);
		const wallet = walletOf(book, payment.currency);
		const byPayment = settings.walletHistoryReference === 'payment';
		const reference = byPayment ? payment.id : refund.id;
		const at = previous === null ? refund.createdAt : refund.updatedAt;
		post(book, wallet, 'refund', gone ? 'credit' : 'debit', refund.amountMinor, reference, at);
	});

	return {
		wallets: (provider) => bookOf(provider).wallets,
		entries: (provider) => bookOf(provider).entries,
		holds: (provider, currency, amountMinor) =>
			walletOf(bookOf(provider), currency).balanceMinor >= amountMinor,
		reset() {
			books = {};
		},
	};
}
