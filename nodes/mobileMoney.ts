/** What the nodes of Redstone and Vesicash share: two brands of one gateway. */
import type { INodeProperties } from 'n8n-workflow';

import { SIGNATURE_SCHEMES } from '../providers/mobileMoney/webhookSignature';
import { commonOperations, walletOperations } from './operations';
import type { TriggerSetup } from './providerNode';
import { pasteUrlNotice, webhookSecrets } from './triggerSetup';

export const reasonField: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	default: '',
	placeholder: 'e.g. Item returned',
	description: 'Why the money goes back. The customer may see it.',
};

export const mobileMoneyNumber: INodeProperties = {
	displayName: 'Mobile Money Number',
	name: 'momoPhoneNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. 233208000000',
	description: 'The number that gets the money: country code and number, digits only, without +',
};

export const transferTo: INodeProperties = {
	displayName: 'Transfer To',
	name: 'transferTo',
	type: 'options',
	options: [{ name: 'Mobile Number', value: 'mobile_number' }],
	default: 'mobile_number',
	description: 'Where the money goes',
};

export const webhookUrl: INodeProperties = {
	displayName: 'Webhook URL',
	name: 'webhookUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/…',
	description:
		'Where the outcome of this refund is reported, instead of the address in the dashboard. Paste the Refund Trigger’s production URL.',
};

export const mobileMoneyOperations = [...commonOperations, ...walletOperations];

export const mobileMoneyExamples = { payment: 'PY_5f8c954e9428', refund: 'PY_8966aa01bc' };

const signatureScheme: INodeProperties = {
	displayName: 'Signature Scheme',
	name: 'signatureScheme',
	type: 'options',
	options: [...SIGNATURE_SCHEMES].map(([value, { label }]) => ({ name: label, value })),
	default: 'auto',
	description:
		'Which of the ways to sign that the documents mention is accepted. All are tried by default, because the documents disagree.',
};

export function mobileMoneyTrigger(title: string): TriggerSetup {
	return {
		secretFields: webhookSecrets,
		accessKeyField: null,
		notice: pasteUrlNotice(
			title,
			`Paste it in the ${title} dashboard, which has one for test and one for live. Or give it to a single refund as its option Webhook URL.`,
			'The credential needs the Webhook Secret. Without it every event is refused.',
		),
		replayNote: `24 hours for ${title} (an event without a time has no window)`,
		options: [signatureScheme],
	};
}
