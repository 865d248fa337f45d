import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { claimsWorkflowField } from '../providers/claimsWorkflowField';
import { brands } from '../providers/mobileMoney/brands';
import { keyHeaders, publicKeyField, testRules } from '../providers/mobileMoney/credential';
import { refuseOpenAddress } from '../providers/openAddress';
import { originExpression } from '../providers/origin';

export class RedstoneApi implements ICredentialType {
	name = 'redstoneApi';

	displayName = 'Redstone API';

	icon: Icon = { light: 'file:redstone.svg', dark: 'file:redstone.dark.svg' };

	documentationUrl = 'https://developer.redstonepgs.com/';

	properties: INodeProperties[] = [
		publicKeyField('Redstone', 'redPub_test_...'),
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. redSec_test_...',
			description: 'From the same page as the public key',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only needed for the Refund Trigger',
			description:
				'Proves that an event comes from Redstone. Generating a new one in the dashboard ends the old one at once.',
		},
		{
			displayName: 'Previous Webhook Secret',
			name: 'previousWebhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only needed while you change the webhook secret',
			description: 'The old one, so that events already on their way are still accepted',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: brands.redstone.defaultOrigin,
			required: true,
			description:
				'Address of the API without a path. Redstone does not publish it; this is the best known one. Ask Redstone if it is another for your account.',
		},
		claimsWorkflowField,
	];

	/** A method: declared headers are expressions, which n8n evaluates anew for each request. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		refuseOpenAddress(requestOptions);
		const headers = { ...requestOptions.headers, ...keyHeaders(credentials) };
		return { ...requestOptions, headers };
	}

	// The wallet is the read that needs both keys by the documents; the lists ask for the public one only.
	test: ICredentialTestRequest = {
		request: {
			baseURL: originExpression(brands.redstone.defaultOrigin),
			url: brands.redstone.walletsPath,
			ignoreHttpStatusErrors: true,
		},
		rules: testRules(brands.redstone),
	};
}
