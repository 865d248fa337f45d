import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { Claim } from '../../refunds/steps';
import { oneMain } from '../connections';

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
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const key = this.getNodeParameter('key', 0) as string;
		const action = this.getNodeParameter('action', 0) as string;
		const answer = await actions[action]?.call(this, key);
		const before = this.getInputData()[0]?.json.claims ?? {};
		return [
			[{ json: { claims: { ...(before as object), [key]: answer } }, pairedItem: { item: 0 } }],
		];
	}
}

/**
 * The first insert of this node's row wins. A loser finds the row, or is stopped by its primary
 * key: asking again finds it then. Any other trouble means that nothing may be sent.
 */
async function claim(this: IExecuteFunctions, key: string): Promise<Claim> {
	for (let tries = 1; ; tries += 1) {
		try {
			const { new: fresh } = await this.helpers.checkProcessedAndRecord([key], 'node', {
				mode: 'entries',
			});
			if (fresh.length > 0) return 'won';
			const entries = await this.helpers.getProcessedDataCount('node', { mode: 'entries' });
			return entries > 1 ? 'accepted' : 'held';
		} catch (error) {
			if (tries === 1) continue;
			this.logger.error('A refund could not be claimed', { error });
			return 'unavailable';
		}
	}
}

/** A second entry in the row says that the provider has accepted the refund. */
async function confirm(this: IExecuteFunctions, key: string): Promise<Claim> {
	await this.helpers.checkProcessedAndRecord([`${key} accepted`], 'node', { mode: 'entries' });
	return 'accepted';
}

/** The whole row goes; removing the entry alone would leave a row, and claims without a lock. */
async function release(this: IExecuteFunctions): Promise<Claim> {
	await this.helpers.clearAllProcessedItems('node', { mode: 'entries' });
	return 'won';
}

const actions: Record<string, (this: IExecuteFunctions, key: string) => Promise<Claim>> = {
	claim,
	confirm,
	release,
};
