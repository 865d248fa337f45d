/** A payment at a provider, as `RefundPorts`: it keeps what really moved, so that outcomes can be checked. */
import { toDecimal } from '../../../../refunds/money';
import { ProviderError, type Account, type Failure } from '../../../../refunds/exchange';
import type {
	LookUp,
	RefundDraft,
	RefundOrder,
	RefundProvider,
	Sorted,
} from '../../../../refunds/provider';
import { refundRecord, type PaymentRecord, type RefundRecord } from '../../../../refunds/refund';
import { createRefunds } from '../../../../refunds/create/createRefunds';
import type {
	Claim,
	ClaimChanges,
	ClaimRequest,
	RefundPolicy,
	RefundRun,
} from '../../../../refunds/create/ports';
import { rapyd } from '../../../../providers/rapyd';
import { redstone } from '../../../../providers/mobileMoney';

/** What becomes of a send: whether the refund is made, and whether anyone hears of it. */
export type Fate =
	'accepted' | 'pending' | 'declined_later' | 'refused' | 'not_sent' | 'lost' | 'unheard';

interface WorldOptions {
	/** Minor units of EUR. */
	paid?: bigint;
	/** `all`: under their references. `nameless`: without them. */
	shows?: 'all' | 'nameless' | 'none';
	/** Whether the provider itself refuses more than is left. */
	checks?: boolean;
	/** Default: accepted. */
	fate?: (draft: RefundDraft, sends: number) => Fate;
	/** Runs in every step; here a scheduler decides who goes on. */
	turn?: () => Promise<void>;
	policy?: Partial<RefundPolicy>;
	/** Shared by worlds that stand for processes with one database and one provider. */
	shared?: Shared;
}

/** What outlives a process. */
interface Shared {
	/** What was made, whatever became of it. */
	refunds: RefundRecord[];
	/** By key: `held`, or the amounts with which its refund was noted as accepted, as a list. */
	claims: Map<string, string>;
}

export interface World {
	run: RefundRun;
	provider: RefundProvider;
	shared: Shared;
	/** Steps in the order in which they were taken, e.g. `claim 1`, `send T-1`. */
	log: string[];
	/** Pauses that were asked for, in milliseconds. */
	pauses: number[];
	drafts: RefundDraft[];
	/** Minor units that moved or are on their way. */
	moved(): bigint;
	/** Replaced by tests that change what a step does. */
	payment: PaymentRecord;
	obstacle: Failure | null;
	complete: boolean;
	evidence: string | null;
	/** What the provider calls the payment and the account, where it says. */
	recordId: string | null;
	accountId: string | null;
	isCanceled: () => boolean;
	claiming: (keys: readonly string[]) => Claim[] | undefined;
	looking: (looks: number) => void;
}

export const LOOK_PAUSES = [250, 1000, 3000];

export const account: Account = {
	mode: 'test',
	origin: 'https://provider.example',
	identity: 'provider.example',
	earlierIdentities: [],
};

export const failure: Failure = { code: 'no', message: 'It said no.', advice: 'Do this.' };

export function newShared(): Shared {
	return { refunds: [], claims: new Map() };
}

const isMoved = ({ status }: RefundRecord): boolean =>
	status === 'pending' || status === 'succeeded' || status === 'unknown';

export function createWorld(options: WorldOptions = {}): World {
	const { paid = 10_000n, shows = 'all', checks = false, shared = newShared() } = options;
	const { fate = () => 'accepted', turn = async () => undefined } = options;
	const provider = shows === 'all' ? rapyd : redstone;
	const memory: RefundRecord[] = [];
	let looks = 0;

	const world: World = {
		provider,
		shared,
		log: [],
		pauses: [],
		drafts: [],
		moved: () =>
			shared.refunds
				.filter(isMoved)
				.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor ?? 0), 0n),
		payment: paymentOf(provider, paid),
		obstacle: null,
		complete: shows === 'all',
		evidence: null,
		recordId: null,
		accountId: null,
		isCanceled: () => false,
		claiming: () => undefined,
		looking: () => undefined,
		run: {
			provider,
			account,
			policy: { concurrency: 5, lookPauses: LOOK_PAUSES, ...options.policy },
			ports: {
				lookUp: async (order) => await lookUp(order),
				claim: async (requests, before) => {
					await settle(before);
					await turn();
					world.log.push(`claim ${requests.length}`);
					return world.claiming(requests.map(({ keys: [key] }) => key)) ?? requests.map(claim);
				},
				settle,
				send: async (draft) => {
					await turn();
					world.log.push(`send ${draft.reference}`);
					world.drafts.push(draft);
					const sorted = send(draft);
					await turn();
					return sorted;
				},
				evidence: async () => world.evidence,
				remembered: async ({ paymentId }) => memory.filter((one) => one.paymentId === paymentId),
				remember: (refund) => void memory.push(refund),
				pause: async (milliseconds) => {
					world.pauses.push(milliseconds);
					await turn();
				},
				canceled: () => world.isCanceled(),
			},
		},
	};
	return world;

	async function lookUp(order: RefundOrder): Promise<LookUp> {
		await turn();
		world.log.push(`look ${order.paymentId}`);
		looks += 1;
		world.looking(looks);
		const own = shared.refunds.filter(({ paymentId }) => paymentId === order.paymentId);
		const shown = own.map((refund) => ({
			...refund,
			reference: shows === 'all' ? refund.reference : null,
		}));
		const answer: LookUp = {
			payment: { ...world.payment, paymentId: order.paymentId },
			obstacle: world.obstacle,
			refunds: shows === 'none' ? [] : shown,
			complete: world.complete,
			recordId: world.recordId ?? order.paymentId,
			accountId: world.accountId,
		};
		await turn();
		return answer;
	}

	async function settle({ release, confirm }: ClaimChanges): Promise<void> {
		await turn();
		if (confirm.length > 0) world.log.push(`confirm ${confirm.length}`);
		for (const { keys, amounts } of confirm) {
			for (const key of keys) shared.claims.set(key, amounts.join());
		}
		if (release.length > 0) world.log.push(`release ${release.length}`);
		for (const key of release.flatMap(({ keys }) => keys)) shared.claims.delete(key);
	}

	/** All keys or none, as one step. */
	function claim({ keys, amounts }: ClaimRequest): Claim {
		const taken = keys.map((key) => shared.claims.get(key)).find((one) => one !== undefined);
		if (taken === undefined) for (const key of keys) shared.claims.set(key, 'held');
		if (taken === undefined) return { kind: 'won' };
		if (taken === 'held') return { kind: 'held' };
		// What it was noted with cannot be read, only asked for.
		const amount = amounts.find((one) => taken.split(',').includes(one)) ?? null;
		return { kind: 'accepted', amount };
	}

	function send(draft: RefundDraft): Sorted {
		const outcome = fate(draft, world.drafts.length);
		if (outcome === 'refused' || outcome === 'not_sent') return { outcome, failure };
		if (outcome === 'unheard') return { outcome: 'unknown', failure };
		const spent = shared.refunds
			.filter((refund) => isMoved(refund) && refund.paymentId === draft.paymentId)
			.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor ?? 0), 0n);
		if (checks && spent + draft.money.minor > paid) return { outcome: 'refused', failure };
		const refund = made(shared, provider, draft, outcome);
		return outcome === 'lost' ? { outcome: 'unknown', failure } : { outcome: 'accepted', refund };
	}
}

function made(
	shared: Shared,
	provider: RefundProvider,
	draft: Pick<RefundDraft, 'paymentId' | 'reference' | 'money'>,
	fate: Fate,
): RefundRecord {
	const refund = refundRecord({
		provider: provider.name,
		status: fate === 'pending' ? 'pending' : fate === 'declined_later' ? 'failed' : 'succeeded',
		refundId: `refund_${shared.refunds.length + 1}`,
		paymentId: draft.paymentId,
		reference: draft.reference,
		money: draft.money,
		createdAt: new Date(Date.UTC(2026, 0, 1) + shared.refunds.length * 1000).toISOString(),
	});
	shared.refunds.push(refund);
	return refund;
}

function paymentOf(provider: RefundProvider, paid: bigint): PaymentRecord {
	return {
		provider: provider.name,
		mode: 'test',
		paymentId: 'payment_1',
		reference: null,
		amount: toDecimal(paid, 2),
		amountMinor: Number(paid),
		currency: 'EUR',
		status: 'paid',
		providerStatus: 'CLO',
		refundedAmount: null,
		refundableAmount: null,
		receivedAmount: null,
		receivedCurrency: null,
		refunds: [],
		method: null,
		createdAt: null,
		raw: null,
	};
}

/** What becomes of each send, one after the other. */
export function inTurn(...fates: Fate[]): NonNullable<WorldOptions['fate']> {
	return (_, sends) => fates[sends - 1] as Fate;
}

/** An order for minor units of EUR, or for everything that is left. */
export function orderFor(
	minor: bigint | 'remaining',
	more: Partial<RefundOrder> = {},
): RefundOrder {
	return {
		paymentId: 'payment_1',
		refundAmount: minor === 'remaining' ? 'remaining' : 'partial',
		amount: minor === 'remaining' ? null : { units: minor, scale: 2 },
		currency: null,
		reason: null,
		reference: 'T-1',
		options: {},
		...more,
	};
}

export const unreadable = (notFound = false): ProviderError =>
	new ProviderError(failure, notFound ? 404 : 503, notFound);

/** Makes orders at one world. */
export async function create(world: World, ...orders: RefundOrder[]): Promise<RefundRecord[]> {
	return await createRefunds(orders, world.run);
}

/** Another process makes a refund of this payment. */
export function makeElsewhere({ shared, provider }: World, minor: bigint, reference: string): void {
	const money = { minor, currency: 'EUR', digits: 2 };
	made(shared, provider, { paymentId: 'payment_1', reference, money }, 'accepted');
}

/** What a person is told to do about an unknown outcome. */
export const whatToDoAt = (title: string): string =>
	`Look at payment payment_1 in the ${title} dashboard. If the refund is there, nothing is left to do. ` +
	'If no refund is there, run this again with another Refund Reference.';
