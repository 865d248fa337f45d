import type { INode } from 'n8n-workflow';

import { keys } from '../../sandbox';
import { chain, node, onlyIf } from '../../harness/n8n/draw';
import type { WorkflowFile } from '../../harness/n8n/workflows';

const goOn = node('Go on', 'n8n-nodes-base.noOp', 1, {});

export function refundTrigger(): WorkflowFile {
	const trigger: INode = {
		...node('Refund reported', 'n8n-nodes-refunds.refundTrigger', 1, {
			provider: 'redstone',
			events: ['any'],
		}),
		credentials: { redstoneApi: { id: null, name: '' } },
	};
	return chain('Refund Trigger', [trigger, goOn]);
}

/** What a user draws without it. Of all that providers sign, the body alone is the easiest. */
export function drawnByHand(path: string): WorkflowFile {
	const webhook: INode = {
		...node('Webhook', 'n8n-nodes-base.webhook', 2, {
			httpMethod: 'POST',
			path,
			options: { rawBody: true },
		}),
		webhookId: path,
	};
	// Version 1 takes the secret as a parameter, without a credential: the cheaper way.
	const hmac = node('Crypto', 'n8n-nodes-base.crypto', 1, {
		action: 'hmac',
		type: 'SHA256',
		binaryData: true,
		binaryPropertyName: 'data',
		dataPropertyName: 'digest',
		secret: keys.redstone.webhookSecret,
		encoding: 'hex',
	});
	const check = onlyIf('If', {
		id: 'signature',
		leftValue: '={{ $json.digest }}',
		rightValue: "={{ $json.headers['mor-signature'] }}",
		operator: { type: 'string', operation: 'equals' },
	});
	return chain('Webhook, Crypto, If', [webhook, hmac, check, goOn]);
}
