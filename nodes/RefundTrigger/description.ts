import type { INodeProperties } from 'n8n-workflow';

import { SIGNATURE_SCHEMES } from '../../providers/mobileMoney/webhookSignature';
import { simplifyField } from '../fields';
import { sources } from './sources';

/** What people choose under Trigger On, and the refund's own statuses that count as it. */
export const TRIGGER_ON: Readonly<Record<string, readonly string[]>> = {
	failed: ['failed', 'canceled'],
	pending: ['pending', 'requires_action'],
	reversed: ['reversed'],
	succeeded: ['succeeded'],
};

const NAMES = sources.map(({ provider }) => provider.name);
const SELF_REGISTERING = sources
	.filter(({ provider }) => provider.webhook.registry)
	.map(({ provider }) => provider.name);

const HEADER_NAMES: Record<string, string> = {
	mor: 'mor-signature',
	vesicash: 'X-Vesicash-Signature',
};
const TEXT_NAMES: Record<string, string> = {
	timestamp: 'timestamp.body',
	body: 'body alone',
};

/** A strict setting for each documented way to sign, named by its parts. */
const signatureSchemes = [...SIGNATURE_SCHEMES.keys()].map((value) => {
	const [header = '', text = '', encoding = ''] = value.split('_');
	const name = `${HEADER_NAMES[header]}, ${TEXT_NAMES[text]}, ${encoding}`;
	return value === 'auto' ? { name: 'Any Documented Way', value } : { name, value };
});
