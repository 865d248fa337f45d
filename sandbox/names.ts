/** The names everything in the sandbox goes by. */

export const providerNames = ['paymongo', 'rapyd', 'redstone', 'vesicash'] as const;
export type ProviderName = (typeof providerNames)[number];

/** What a request is about; the names faults and the call log use. */
export type Operation =
	| 'create'
	| 'createForGroup'
	| 'getRefund'
	| 'listRefunds'
	| 'updateRefund'
	| 'cancelRefund'
	| 'completeRefund'
	| 'getPayment'
	| 'listPayments'
	| 'getGroup'
	| 'countries'
	| 'currencies'
	| 'walletBalance'
	| 'walletHistory'
	| 'createWebhook'
	| 'listWebhooks'
	| 'getWebhook'
	| 'updateWebhook'
	| 'enableWebhook'
	| 'disableWebhook';
