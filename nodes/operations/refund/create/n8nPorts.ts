import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import type { RefundOrder, RefundProvider } from '../../../../refunds/provider';
import type { RefundRecord } from '../../../../refunds/refund';
import type { RefundPorts } from '../../../../refunds/create/ports';
import { claimRefunds, settleClaims } from '../../../claim';
import { keep, recall } from '../../../memory';
import { cancelSignal, type Connection } from '../../../transport';

/** n8n behind `createRefunds`: HTTP through the credential, claims in n8n's database. */
export function n8nPorts(
	this: IExecuteFunctions,
	provider: RefundProvider,
	connection: Connection,
): RefundPorts {
	const { send, account, claimsWorkflow } = connection;
	const signal = cancelSignal.call(this);
	return {
		lookUp: async (order) => await provider.lookUp(send, account, order),
		claim: async (requests, before) =>
			await claimRefunds.call(this, requests, before, claimsWorkflow),
		settle: async (changes) => await settleClaims.call(this, changes, claimsWorkflow),
		send: async (draft) => provider.sortAnswer(await send(provider.createRequest(draft)), draft),
		evidence: async (draft) => (await provider.evidence?.(send, account, draft)) ?? null,
		remembered: async (order) => await refreshed(provider, connection, order),
		remember: (refund) => keep(provider, account, refund),
		pause: async (milliseconds) => {
			// A canceled execution still looks once more: a refund on its way is not left unsaid.
			if (signal?.aborted !== true) await sleep(milliseconds);
		},
		canceled: () => signal?.aborted === true,
	};
}

/**
 * What this process remembers of a payment's refunds. Where the provider lists none of them, each
 * is read again by its own id, so that one that failed since frees its reference.
 */
async function refreshed(
	provider: RefundProvider,
	{ send, account }: Connection,
	order: RefundOrder,
): Promise<RefundRecord[]> {
	const remembered = recall(provider, account, order.paymentId);
	if (provider.tells.reference) return remembered;
	const found: RefundRecord[] = [];
	for (const before of remembered) found.push(await refresh(before));
	return found;

	async function refresh(before: RefundRecord): Promise<RefundRecord> {
		if (before.final || before.refundId === null) return before;
		try {
			const ids = { refundId: before.refundId, paymentId: before.paymentId };
			const { status, final, providerStatus, updatedAt } = await provider.getRefund(
				send,
				account,
				ids,
			);
			const now = { ...before, status, final, providerStatus, updatedAt };
			keep(provider, account, now);
			return now;
		} catch {
			// Not readable now: what was known before still holds, and counts as spent.
			return before;
		}
	}
}
