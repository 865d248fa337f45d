import axios, { type AxiosBasicCredentials } from 'axios';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import type { ProviderUnderTest } from '../../harness/providers';
import type { Send } from '../../refunds/exchange';
import { gateways, type Sandbox } from '../../sandbox';
import { answerOf } from './providerCalls';

interface Change {
	/** Fields of the credential that differ from the sandbox's own. */
	fields?: Record<string, string | undefined>;
	/** Milliseconds after which there is no answer. */
	timeout?: number;
}

/** Sends each request once to a sandbox, signed by the shipped credential. */
export function sendTo(
	{ name, credential }: Pick<ProviderUnderTest, 'name' | 'credential'>,
	sandbox: Pick<Sandbox, 'origin'>,
	{ fields = {}, timeout = 20_000 }: Change = {},
): Send {
	const values: ICredentialDataDecryptedObject = {
		...gateways[name].credential.fields(sandbox.origin),
		...fields,
	};
	return async ({ method, path, query = {}, body, headers = {}, origin = sandbox.origin }) => {
		const options: IHttpRequestOptions = {
			method,
			url: `${origin}${path}`,
			qs: { ...query },
			headers: { ...headers },
			...(body ? { body } : {}),
		};
		const signed = await credential.authenticate(values, options);
		const signedHeaders = Object.entries(signed.headers ?? {});
		try {
			const response = await axios.request<string>({
				method,
				url: signed.url,
				params: signed.qs,
				data: signed.body,
				headers: Object.fromEntries(signedHeaders.map(([key, value]) => [key, String(value)])),
				...(signed.auth ? { auth: signed.auth as AxiosBasicCredentials } : {}),
				responseType: 'text',
				transformResponse: (text: string) => text,
				validateStatus: () => true,
				maxRedirects: 0,
				timeout,
			});
			return answerOf(response.status, response.data);
		} catch (error) {
			if (!axios.isAxiosError(error)) throw error;
			const kind = error.code === 'ECONNREFUSED' ? 'not_sent' : 'no_answer';
			return { kind, message: error.message };
		}
	};
}
