/** What the two brands' credentials have in common; n8n's expressions over their fields. */

/** Both keys go with every request: that satisfies each page's list of headers. */
export const keyHeaders = {
	'secret-key': '={{$credentials.secretKey}}',
	'public-key': '={{$credentials.publicKey}}',
};

/** The base URL as `accountOf` reads it: people copy it with /v1 at the end, and paths begin with it. */
export const originExpression =
	'={{$credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/v1$/i, "")}}';

/**
 * The field for the public key. Here and not in the credentials' classes, because one of n8n's lint
 * rules wants every field called a key to be masked and another wants only secrets to be; being
 * able to see whether the pair is test or live is worth more.
 */
export function publicKeyField(title: string, example: string) {
	return {
		displayName: 'Public Key',
		name: 'publicKey',
		type: 'string' as const,
		default: '',
		required: true,
		placeholder: `e.g. ${example}`,
		description: `From the API keys page of the ${title} dashboard. Both keys must be of the same mode, test or live.`,
	};
}
