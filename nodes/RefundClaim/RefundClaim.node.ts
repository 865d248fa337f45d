import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { oneMain } from '../outputs';

interface OneClaim {
	key: string;
	amount: string;
}

type Answer = 'won' | 'held' | 'accepted' | 'unavailable';

/**
 * Claims or frees one key under this node's own id. The provider nodes run it in an inline
 * sub-workflow (see ../claim.ts); it is hidden, because it does nothing for a person who adds it.
 */
export class RefundClaim implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Refund Claim',
		name: 'refundClaim',
		icon: { light: 'file:refundClaim.svg', dark: 'file:refundClaim.dark.svg' },
		group: ['transform'],
		version: 1,
		hidden: true,
		subtitle: '={{$parameter["action"]}}',
		description: 'Keeps a refund from being made twice. Used by the refund nodes, not by people.',
		defaults: { name: 'Refund Claim' },
		inputs: oneMain,
		outputs: oneMain,
		usableAsTool: undefined,
		properties: [
			{
				displayName: 'Action',
				name: 'action',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Claim', value: 'claim' },
					{ name: 'Confirm', value: 'confirm' },
					{ name: 'Release', value: 'release' },
				],
				default: 'claim',
			},
			{
				displayName: 'Key',
				name: 'key',
				type: 'string',
				noDataExpression: true,
				default: '',
			},
			{
				displayName: 'Amount',
				name: 'amount',
				type: 'string',
				noDataExpression: true,
				default: '',
			},
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const key = this.getNodeParameter('key', 0) as string;
		const action = this.getNodeParameter('action', 0) as string;
		const amount = this.getNodeParameter('amount', 0) as string;
		const answer = await actions[action]?.call(this, { key, amount });
		// A short text, because n8n copies whatever goes from one node to the next.
		const answers = `${this.getInputData()[0]?.json.answers as string} ${answer}`.trim();
		return [[{ json: { answers }, pairedItem: { item: 0 } }]];
	}
}

/**
 * The first insert of this node's row wins. A loser finds the row, or is stopped by its primary
 * key: asking again finds it then. Any other trouble means that nothing may be sent.
 */
async function claim(this: IExecuteFunctions, request: OneClaim): Promise<Answer> {
	for (let tries = 1; ; tries += 1) {
		try {
			if (await isNew.call(this, request.key)) return 'won';
			const entries = await this.helpers.getProcessedDataCount('node', { mode: 'entries' });
			// Asking for the amount leaves another one in the row for good: from then on it is `held`.
			const isSame = entries === 2 && !(await isNew.call(this, acceptance(request)));
			return isSame ? 'accepted' : 'held';
		} catch (error) {
			if (tries === 1) continue;
			this.logger.error('A refund could not be claimed', { error });
			return 'unavailable';
		}
	}
}

/** Whether an entry was not in this node's row yet; from now on it is. */
async function isNew(this: IExecuteFunctions, entry: string): Promise<boolean> {
	const options = { mode: 'entries' } as const;
	const { new: fresh } = await this.helpers.checkProcessedAndRecord([entry], 'node', options);
	return fresh.length > 0;
}

/** A second entry in the row says that the provider has accepted the refund of this amount. */
function acceptance({ key, amount }: OneClaim): string {
	return `${key} accepted ${amount}`;
}

async function confirm(this: IExecuteFunctions, request: OneClaim): Promise<Answer> {
	await isNew.call(this, acceptance(request));
	return 'accepted';
}

/** The whole row goes; removing the entry alone would leave a row, and claims without a lock. */
async function release(this: IExecuteFunctions): Promise<Answer> {
	await this.helpers.clearAllProcessedItems('node', { mode: 'entries' });
	return 'won';
}

const actions: Record<string, (this: IExecuteFunctions, request: OneClaim) => Promise<Answer>> = {
	claim,
	confirm,
	release,
};
