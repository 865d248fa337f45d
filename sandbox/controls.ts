/** What tests and people can do to a running sandbox; behind its functions and behind /_sandbox. */
import { behaviourNamed } from './behaviours';
import { type Exchange, toMinor } from './money';
import { type ProviderName, providerNames } from './names';
import type { WebhookSettings } from './options';
import type { Payment, PaymentStatus, Refund, RefundStatus } from './types';
import type { World } from './world';

/** A refund as it really stands at the provider. */
export interface MovedRefund {
	provider: ProviderName;
	paymentId: string;
	refundId: string;
	amountMinor: bigint;
	currency: string;
	/** As the provider stored it; at Redstone and Vesicash the reason is all there is. */
	reference: string | null;
	status: RefundStatus;
	at: number;
	reason: string | null;
	notes: string | null;
	metadata: Record<string, unknown> | null;
}

/** A refund made outside n8n, in the provider's dashboard. No balance is checked. */
export interface NewRefund {
	/** Decimal, major units of the payment's currency. */
	amount: string | number;
	/** Default `succeeded`. */
	status?: RefundStatus;
	reference?: string;
	reason?: string;
	notes?: string;
	/** Default at PayMongo: `{ reference }`. */
	metadata?: Record<string, unknown>;
	/** Milliseconds; default now. */
	createdAt?: number;
}

export interface NewPayment {
	/** Default: a random one. */
	id?: string;
	amount?: string | number;
	currency?: string;
	status?: PaymentStatus;
	disputed?: boolean;
	method?: string;
	/** Name of a behaviour of the speaking payments; default `succeeds`. */
	behaviour?: string;
	live?: boolean;
	reference?: string;
	/** Milliseconds; default now. */
	createdAt?: number;
	/** Rapyd: the currency the merchant received, and the rate. */
	fx?: Exchange;
	/** Fields its refunds are shown with, whatever is true: `{ status: 'queued' }`. */
	shows?: Record<string, unknown>;
	/** Rapyd: the e-wallets that share it; default one. */
	ewallets?: Array<{ id: string; amount: string | number }>;
	/** Refunds it has already. */
	refunds?: NewRefund[];
}

function readAmount(amount: string | number, currency: string): bigint {
	const minor = toMinor(amount, currency);
	if (minor === null) throw new Error(`${String(amount)} is no amount in ${currency}.`);
	return minor;
}

export function moved(refund: Refund): MovedRefund {
	const { payment, amountMinor, reference, status, createdAt, reason, notes, metadata } = refund;
	return {
		provider: payment.provider,
		paymentId: payment.id,
		refundId: refund.id,
		amountMinor,
		currency: payment.currency,
		reference,
		status,
		at: createdAt,
		reason,
		notes,
		metadata,
	};
}

/** Refunds whose money went or is on its way; with `all`, failed and canceled ones too. */
export function listMoved(world: World, all: boolean): MovedRefund[] {
	return providerNames.flatMap((provider) =>
		world.store
			.refunds(provider)
			.filter(({ status }) => all || status === 'pending' || status === 'succeeded')
			.map(moved),
	);
}

export function addPayment(world: World, provider: ProviderName, wanted: NewPayment): Payment {
	if (!providerNames.includes(provider)) throw new Error(`No such provider: ${String(provider)}`);
	const { amount = '1000', ewallets, shows, refunds = [], behaviour: name, ...rest } = wanted;
	const { title, speaking, currencies } = world.profiles[provider];
	const currency = wanted.currency ?? speaking.currency;
	if (currencies && !currencies.includes(currency)) {
		throw new Error(`${title} has no wallet in ${currency} here.`);
	}
	const behaviour = behaviourNamed(provider, name ?? 'succeeds');
	if (!behaviour) throw new Error(`${provider} has no payment that ${String(name)}.`);
	const payment = world.store.addPayment(provider, {
		...rest,
		currency,
		amountMinor: readAmount(amount, currency),
		behaviour,
		...(shows ? { shows: () => shows } : {}),
		...(ewallets
			? {
					wallets: ewallets.map((wallet) => ({
						id: wallet.id,
						amountMinor: readAmount(wallet.amount, currency),
					})),
				}
			: {}),
	});
	world.webhooks.quietly(() => {
		for (const refund of refunds) addRefund(world, payment, refund);
	});
	return payment;
}

export function addRefund(world: World, payment: Payment, wanted: NewRefund): Refund {
	const { amount, reference, ...rest } = wanted;
	const amountMinor = readAmount(amount, payment.currency);
	// Where a reference lives differs: PayMongo's metadata, a field at Rapyd, else the reason.
	const stored = world.profiles[payment.provider].madeByHand(reference);
	const draft = { ...stored, ...rest, amountMinor };
	return world.store.addRefund(payment, reference === undefined ? draft : { ...draft, reference });
}

export function findPayment(world: World, provider: ProviderName, id: string): Payment {
	const payment = world.store.payment(provider, id);
	if (!payment) throw new Error(`No payment ${id} at ${provider}.`);
	return payment;
}

/** Ends a refund now, whatever its payment's behaviour would have done. */
export function settle(world: World, refundId: string, status: RefundStatus): Refund {
	const refund = providerNames
		.map((provider) => world.store.refund(provider, refundId))
		.find((found) => found !== undefined);
	if (!refund) throw new Error(`No refund ${refundId}.`);
	world.store.setStatus(refund, status);
	return refund;
}

/** Changes where and how events are sent from now on. */
export function configureWebhooks(world: World, change: Partial<WebhookSettings>): void {
	const { webhooks } = world.settings;
	const { urls, mobileMoney, ...shapes } = change;
	Object.assign(webhooks.urls, urls);
	Object.assign(webhooks.mobileMoney, mobileMoney);
	Object.assign(webhooks, shapes);
}
