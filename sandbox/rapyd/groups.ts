/** Group payments: one purchase paid by several payments, refunded together. */
import { toMinor } from '../money';
import { asObject, asText } from '../read';
import { refundableMinor } from '../state';
import type { Answer, Incoming, Payment, RefundDraft } from '../types';
import type { World } from '../world';
import { rapydData, rapydError, unauthorizedCall } from './envelope';
import { prepareRefund } from './refunds';
import { groupObject } from './resources';

export function getGroup(request: Incoming, world: World): Answer {
	const group = world.store.group('rapyd', request.params.id ?? '');
	return group ? rapydData(groupObject(group)) : unauthorizedCall();
}

export function createForGroup(request: Incoming, world: World): Answer {
	const body = asObject(request.body);
	const id = asText(body.group_payment);
	if (id === null) return rapydError('MISSING_INVALID_PARAMETERS', 'group_payment is required.');
	const group = world.store.group('rapyd', id);
	if (!group) {
		return rapydError('ERROR_GROUP_PAYMENT_CAN_NOT_BE_REFUNDED', 'There is no such group payment.');
	}
	const currency = group.payments[0]?.currency ?? 'EUR';
	const left = group.payments.reduce((sum, payment) => sum + refundableMinor(payment), 0n);
	const amountMinor = body.amount === undefined ? left : toMinor(body.amount, currency);
	if (amountMinor === null || amountMinor <= 0n || amountMinor > left) {
		const message = 'The amount exceeds what is left of the group payment.';
		return rapydError('ERROR_REFUND_GROUP_PAYMENT_INVALID_AMOUNT', message);
	}
	const drafts: Array<{ payment: Payment; draft: RefundDraft }> = [];
	let open = amountMinor;
	// How Rapyd splits a part of a group is not documented; here one payment after the other.
	for (const payment of group.payments) {
		const available = refundableMinor(payment);
		const share = open < available ? open : available;
		if (share === 0n) continue;
		const draft = prepareRefund(payment, share, {});
		if ('refused' in draft) return draft.refused;
		drafts.push({ payment, draft });
		open -= share;
	}
	for (const { payment, draft } of drafts) world.store.makeRefund(payment, draft);
	return rapydData(groupObject(group));
}
