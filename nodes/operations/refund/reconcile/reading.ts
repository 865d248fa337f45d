import type { Account, Send } from '../../../../refunds/exchange';
import type { RefundProvider } from '../../../../refunds/provider';

/** What it takes to read one account of a provider. */
export interface Reading {
	provider: RefundProvider;
	send: Send;
	account: Account;
}
