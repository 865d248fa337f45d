import { sleep, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { ProviderError } from '../../../refunds/exchange';
import type { RefundRecord } from '../../../refunds/refund';
import { paymentField, refundField, simplifyField } from '../../fields';
import type { OperationDefinition, ProviderNode } from '../../providerNode';
import { simplified } from '../../simplify';
import { cancelSignal } from '../../transport';
import { forEachItem } from '../run';

/** The first pause between two looks at a refund, in milliseconds; each is half as long again. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/** How long to look. */
const waiting: INodeProperties[] = [
	{
		displayName: 'Wait for Outcome',
		name: 'waitForOutcome',
		type: 'boolean',
		default: false,
		description:
			'Whether to look again, with growing pauses, until the refund has succeeded or failed',
	},
	{
		displayName: 'Wait Up To (Minutes)',
		name: 'waitLimit',
		type: 'number',
		displayOptions: { show: { waitForOutcome: [true] } },
		typeOptions: { minValue: 0 },
		default: 5,
		description:
			'When this time is over, the refund is returned as it is then, with timedOut set to true. For waits of hours or days use a Schedule.',
	},
];

/** Looks at a refund, waiting for the outcome where the user asks for it. */
export const refundGet: OperationDefinition = {
	resource: 'refund',
	value: 'get',
	name: 'Get',
	action: 'Get a refund',
	description: 'Look at a refund, or wait for its outcome',
	schema: 'refund',
	fields: (node) => [
		refundField(node),
		...(node.payment === 'paymentReference' ? [foundByPayment(node)] : []),
		...waiting,
		simplifyField,
	],
	async run(node, parametersOf) {
		const byReference = node.payment === 'paymentReference';
		return await forEachItem.call(this, node, parametersOf, async ({ send, account }, given) => {
			const refundId = given.text('refundId');
			const paymentId = byReference ? given.text(node.payment) || null : null;
			if (refundId === '' && paymentId === null) throw new ProviderError(missing(byReference));
			const look = async (): Promise<RefundRecord> =>
				await node.provider.getRefund(send, account, { refundId, paymentId });
			const simplify = given.flag('simplify');
			if (!given.flag('waitForOutcome')) return [simplified(await look(), simplify)];
			const limit = given.number('waitLimit') * 60_000;
			const { refund, timedOut } = await waitForOutcome.call(this, look, limit);
			return [{ ...simplified(refund, simplify), ...(timedOut ? { timedOut } : {}) }];
		});
	},
};

function foundByPayment(node: ProviderNode): INodeProperties {
	return {
		...paymentField(node, false),
		description:
			'The reference of the original payment. Finds the refund where its own reference shows nothing.',
	};
}

function missing(byReference: boolean): { code: string; message: string; advice: string } {
	return {
		code: 'invalid_input',
		message: byReference ? 'Refund ID and Payment Reference are both empty.' : 'Refund is empty.',
		advice: 'Enter the refundId that Create returned.',
	};
}

/**
 * Looks until the refund is final, the limit (milliseconds) is over, or the execution is canceled.
 * The refund is always returned, so that its id is never lost to a time-out.
 */
async function waitForOutcome(
	this: IExecuteFunctions,
	look: () => Promise<RefundRecord>,
	limit: number,
): Promise<{ refund: RefundRecord; timedOut: boolean }> {
	const signal = cancelSignal.call(this);
	const deadline = Date.now() + limit;
	let refund = await look();
	for (let pause = FIRST_PAUSE; !refund.final; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
		const left = deadline - Date.now();
		if (left <= 0 || signal?.aborted === true) return { refund, timedOut: true };
		try {
			await sleep(Math.min(pause, left), signal);
		} catch {
			// Canceled while waiting: what is known of the refund is still worth more than an error.
			return { refund, timedOut: true };
		}
		refund = await look();
	}
	return { refund, timedOut: false };
}
