/** What the two brands' credentials have in common. */
import { cleanKey } from '../keys';
import type { Brand } from './brands';

/**
 * The headers that carry the keys. Both go with every request: that satisfies each page's list of
 * headers.
 */
export function keyHeaders({ secretKey, publicKey }: Record<string, unknown>) {
	return {
		'secret-key': cleanKey(secretKey),
		'public-key': cleanKey(publicKey),
	};
}

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

/**
 * What the credential's test says when it fails, for a request whose HTTP status is ignored: n8n
 * then reads the body of errors too. Each rule names a value that must not stand in the body; what
 * a refusal of the keys looks like is documented by its status only, so the last rule, which
 * catches every other answer, names the keys as well.
 */
export function testRules({ title, walletKeysHint }: Brand) {
	const keys = `${title} did not accept the keys. Check that both are of the same account, and both test or both live.`;
	const wrongKeys = walletKeysHint === null ? keys : `${keys} ${walletKeysHint}`;
	return [
		bodyRule('code', 401, wrongKeys),
		bodyRule('code', 403, wrongKeys),
		bodyRule('status', 'error', `${title} answered with an error. Try again in a few minutes.`),
		bodyRule('data', undefined, 'No wallets came back. Check the Base URL, then both keys.'),
	];
}

function bodyRule(key: string, value: string | number | undefined, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}
