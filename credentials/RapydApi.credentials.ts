import { randomBytes } from 'node:crypto';
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
import { ORIGINS } from '../providers/rapyd/account';
import { accessKeyField, rapydOrigin } from '../providers/rapyd/credential';
import { signOutgoing } from '../providers/rapyd/outgoing';

export class RapydApi implements ICredentialType {
	name = 'rapydApi';

	displayName = 'Rapyd API';

	icon: Icon = { light: 'file:rapyd.svg', dark: 'file:rapyd.dark.svg' };

	documentationUrl = 'https://docs.rapyd.net/en/developers.html';

	properties: INodeProperties[] = [
		accessKeyField,
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'From the same page as the access key. It signs requests and proves webhooks, and is never sent itself.',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Sandbox', value: 'sandbox' },
				{ name: 'Production', value: 'production' },
				{ name: 'Custom', value: 'custom' },
			],
			default: 'sandbox',
			description: 'Which of Rapyd’s environments the keys are for',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: ORIGINS.sandbox,
			required: true,
			displayOptions: { show: { environment: ['custom'] } },
			description: 'Address of the API without a path, for example of a local stand-in for tests',
		},
		claimsWorkflowField,
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		refuseOpenAddress(requestOptions);
		return signOutgoing(requestOptions, {
			accessKey: cleanKey(credentials.accessKey),
			secretKey: cleanKey(credentials.secretKey),
			// Rapyd refuses a salt it has seen lately, so each call has a new one.
			salt: randomBytes(9).toString('base64url'),
			timestamp: String(Math.floor(Date.now() / 1000)),
		});
	}

	// Judged by the body: 401 is bad keys and also an unknown address. The HTTP status is ignored so
	// that n8n reads the body of errors too, and the last rule catches whatever is not Rapyd's.
	test: ICredentialTestRequest = {
		request: {
			baseURL: rapydOrigin,
			url: '/v1/data/countries',
			ignoreHttpStatusErrors: true,
		},
		rules: [
			bodyRule(
				'status.error_code',
				'UNAUTHENTICATED_API_CALL',
				'Rapyd did not accept the keys. Check both, that they belong to the chosen environment, and that this computer’s clock is right.',
			),
			bodyRule(
				'status.error_code',
				'MISSING_AUTHENTICATION_HEADERS',
				'Enter both keys. If they are there, a proxy may be dropping headers with an underscore.',
			),
			bodyRule(
				'status.error_code',
				'UNAUTHORIZED_API_CALL',
				'Rapyd did not allow this call. Check the environment, and the IP addresses allowed for the keys in the Client Portal.',
			),
			bodyRule(
				'status.status',
				'ERROR',
				'Rapyd answered with an error. Try again in a few minutes.',
			),
			bodyRule(
				'status.status',
				undefined,
				'The answer did not come from Rapyd. Check the environment and the base URL, and try again in a few minutes.',
			),
		],
	};
}

/** n8n's rules say what a failed test looks like: the test fails where the value is this one. */
function bodyRule(key: string, value: string | undefined, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}
