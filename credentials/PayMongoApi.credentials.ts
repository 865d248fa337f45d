import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { claimsWorkflowField } from '../providers/claimsWorkflowField';
import { cleanKey } from '../providers/keys';
import { refuseOpenAddress } from '../providers/openAddress';
import { originExpression } from '../providers/origin';
import { DEFAULT_ORIGIN } from '../providers/paymongo/wire';

export class PayMongoApi implements ICredentialType {
	name = 'payMongoApi';

	displayName = 'PayMongo API';

	icon: Icon = { light: 'file:payMongo.svg', dark: 'file:payMongo.dark.svg' };

	documentationUrl = 'https://docs.paymongo.com/docs/account-settings-api-keys';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. sk_test_...',
			description:
				'In the PayMongo dashboard under Developers, API Keys. Keys that begin with sk_test_ see only test payments, sk_live_ only live ones.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. whsk_...',
			hint: 'Not needed for webhooks that the Refund Trigger registers itself',
			description:
				'PayMongo tells the Refund Trigger the secret of the webhook it registers. For a webhook made elsewhere, copy it from the dashboard; each webhook has its own.',
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
			default: 'https://api.paymongo.com',
			description: 'Address of the API without a path. Change it to try things out on a sandbox.',
		},
		claimsWorkflowField,
	];

	/**
	 * HTTP Basic with the key as user and no password, as base64 of "sk_…:". A method: declared
	 * values are expressions, which n8n evaluates anew for each request.
	 */
	async authenticate(
		{ secretKey }: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		refuseOpenAddress(requestOptions);
		return {
			...requestOptions,
			auth: { username: cleanKey(secretKey), password: '' },
		};
	}

	/**
	 * Statuses are ignored and the body judged instead, because n8n sends a request that is answered
	 * with 401 a second time, and PayMongo has blocked addresses for repeated 401s (10 within a
	 * minute, for 30 days, says an older page on rate limits). The list of payments always has
	 * `data`, and no error has.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: originExpression(DEFAULT_ORIGIN),
			url: '/v1/payments',
			qs: { limit: 1 },
			ignoreHttpStatusErrors: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'errors[0].code',
					value: 'authentication_invalid',
					message:
						'PayMongo did not accept the secret key. Check it before testing again: repeated attempts can get your address blocked.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'errors[0].code',
					value: 'access_denied',
					message:
						'PayMongo denied access: the secret key is wrong, or may not read payments. Check it before testing again: repeated attempts can get your address blocked.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data',
					value: undefined,
					message: 'No list of payments came back. Check the Base URL, then the secret key.',
				},
			},
		],
	};
}
