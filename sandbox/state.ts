/** The truth: payments, refunds, balances, and what becomes of a refund with time. */
import { randomBytes } from 'node:crypto';
import type { Behaviour } from './behaviour';
import { behaviours } from './behaviours';
import { type ProviderName, providerNames } from './names';
import { insertOrdered } from './ordered';
import type { Profile } from './profile';
import { exampleIds, speakingGroup, speakingPayment } from './speaking';
import type {
	Payment,
	PaymentDraft,
	PaymentGroup,
	Refund,
	RefundDraft,
	RefundStatus,
} from './types';

/** Called after a refund was made (`previous` null) and after each change of its status. */
type RefundListener = (refund: Refund, previous: RefundStatus | null) => void;

interface Books {
	payments: Map<string, Payment>;
	refunds: Map<string, Refund>;
	paymentList: Payment[];
	refundList: Refund[];
}

/** Lists are oldest first. */
export interface Store {
	/** The payment with this id; a speaking one comes into being here. */
	payment(provider: ProviderName, id: string, live?: boolean): Payment | undefined;
	refund(provider: ProviderName, id: string): Refund | undefined;
	payments(provider: ProviderName): readonly Payment[];
	refunds(provider: ProviderName): readonly Refund[];
	group(provider: ProviderName, id: string): PaymentGroup | undefined;
	addPayment(provider: ProviderName, draft: PaymentDraft): Payment;
	addRefund(payment: Payment, draft: RefundDraft): Refund;
	/** A refund asked for over the API: its outcome follows the payment's behaviour. */
	makeRefund(payment: Payment, draft: RefundDraft): Refund;
	setStatus(refund: Refund, status: RefundStatus): void;
	/** Makes every plain speaking payment exist, so that lists show them. */
	addExamples(): void;
	onChange(listener: RefundListener): void;
	reset(): void;
}

const newBooks = (): Books => ({
	payments: new Map(),
	refunds: new Map(),
	paymentList: [],
	refundList: [],
});

const isSpent = (status: RefundStatus) => status === 'pending' || status === 'succeeded';

/** What is left to refund of a payment, in minor units. */
export function refundableMinor(payment: Payment): bigint {
	return payment.amountMinor - payment.spentMinor;
}

export function createStore(
	profiles: Record<ProviderName, Profile>,
	options: { settleMs: number },
): Store {
	const books = Object.fromEntries(
		providerNames.map((name): [string, Books] => [name, newBooks()]),
	) as Record<ProviderName, Books>;
	const groups = new Map<string, PaymentGroup>();
	const timers = new Set<NodeJS.Timeout>();
	const listeners: RefundListener[] = [];
	let seq = 0;
	const store: Store = {
		payment(provider, id, live = false) {
			const known = books[provider].payments.get(id);
			if (known) return known;
			const draft = speakingPayment(provider, profiles[provider].speaking, id);
			return draft && store.addPayment(provider, { ...draft, live });
		},
		refund: (provider, id) => books[provider].refunds.get(id),
		payments: (provider) => books[provider].paymentList,
		refunds: (provider) => books[provider].refundList,
		group(provider, id) {
			const known = groups.get(id);
			if (known) return known;
			const drafts = speakingGroup(provider, profiles[provider].speaking, id);
			if (!drafts) return undefined;
			const payments = drafts.map((draft) => store.addPayment(provider, draft));
			const group = { id, payments };
			groups.set(id, group);
			return group;
		},
		addPayment(provider, draft) {
			const { prefix, method } = profiles[provider].speaking;
			const behaviour = draft.behaviour ?? (behaviours[0] as Behaviour);
			seq += 1;
			const payment: Payment = {
				provider,
				id: draft.id ?? `${prefix}_${randomBytes(12).toString('hex')}`,
				seq,
				amountMinor: draft.amountMinor,
				currency: draft.currency,
				status: draft.status ?? (behaviour.unpaid ? 'unpaid' : 'paid'),
				disputed: draft.disputed ?? behaviour.disputed ?? false,
				method: draft.method ?? behaviour.method ?? method,
				behaviour,
				live: draft.live ?? false,
				reference: draft.reference ?? null,
				createdAt: draft.createdAt ?? Date.now(),
				spentMinor: 0n,
				refunds: [],
				wallets: draft.wallets ?? [{ id: 'ewallet_sandbox1', amountMinor: draft.amountMinor }],
				groupId: draft.groupId ?? null,
				fx: draft.fx ?? behaviour.fx ?? null,
				shows: draft.shows ?? behaviour.shows,
			};
			if (books[provider].payments.has(payment.id)) {
				throw new Error(`The payment ${payment.id} exists already.`);
			}
			books[provider].payments.set(payment.id, payment);
			insertOrdered(books[provider].paymentList, payment);
			return payment;
		},
		addRefund(payment, draft) {
			const now = draft.createdAt ?? Date.now();
			const status = draft.status ?? 'succeeded';
			seq += 1;
			const refund: Refund = {
				id: `${profiles[payment.provider].refundPrefix}${randomBytes(12).toString('hex')}`,
				seq,
				payment,
				amountMinor: draft.amountMinor,
				status,
				reference: draft.reference ?? null,
				reason: draft.reason ?? null,
				notes: draft.notes ?? null,
				metadata: draft.metadata ?? null,
				failureCode: status === 'failed' ? 'failed' : null,
				wallets: draft.wallets ?? [],
				proportional: draft.proportional ?? true,
				webhookUrl: draft.webhookUrl ?? null,
				phone: draft.phone ?? null,
				transferLink: draft.transferLink ?? null,
				asked: draft.asked ?? null,
				createdAt: now,
				updatedAt: now,
				succeededAt: status === 'succeeded' ? now : null,
			};
			if (isSpent(status)) payment.spentMinor += refund.amountMinor;
			insertOrdered(payment.refunds, refund);
			books[payment.provider].refunds.set(refund.id, refund);
			insertOrdered(books[payment.provider].refundList, refund);
			for (const listener of listeners) listener(refund, null);
			return refund;
		},
		makeRefund(payment, draft) {
			const { outcome, mismatch } = payment.behaviour;
			const amountMinor = mismatch ? (draft.amountMinor + 1n) / 2n : draft.amountMinor;
			const status = outcome === 'at_once' ? 'succeeded' : 'pending';
			const refund = store.addRefund(payment, { ...draft, amountMinor, status });
			if (status === 'pending') {
				const timer = setTimeout(() => {
					timers.delete(timer);
					// Somebody may have settled or canceled it in the meantime.
					if (refund.status !== 'pending') return;
					store.setStatus(refund, outcome === 'fails' ? 'failed' : 'succeeded');
				}, options.settleMs);
				timer.unref();
				timers.add(timer);
			}
			return refund;
		},
		setStatus(refund, status) {
			const previous = refund.status;
			if (previous === status) return;
			const { payment } = refund;
			if (isSpent(previous)) payment.spentMinor -= refund.amountMinor;
			if (isSpent(status)) payment.spentMinor += refund.amountMinor;
			refund.status = status;
			refund.updatedAt = Date.now();
			if (status === 'succeeded') refund.succeededAt = refund.updatedAt;
			refund.failureCode = status === 'failed' ? 'failed' : null;
			for (const listener of listeners) listener(refund, previous);
		},
		addExamples() {
			for (const provider of providerNames) {
				for (const id of exampleIds(provider, profiles[provider].speaking))
					store.payment(provider, id);
			}
		},
		onChange: (listener) => void listeners.push(listener),
		reset() {
			for (const timer of timers) clearTimeout(timer);
			timers.clear();
			groups.clear();
			for (const name of providerNames) books[name] = newBooks();
		},
	};
	return store;
}
