import { describeOpenAddress } from '../refunds/address';

/** What is read of n8n's request options: `uri` is its older helper's (HTTP Request node). */
interface Outgoing {
	baseURL?: string;
	url?: string;
	uri?: string;
}

/**
 * Keeps a credential's keys off open lines, whichever node uses the credential.
 * @throws Error in plain words where the keys would go over plain http to another machine
 */
export function refuseOpenAddress({ baseURL, url, uri }: Outgoing): void {
	const given = url ?? uri ?? '';
	const isWhole = /^\s*[a-z][a-z\d+.-]*:/i.test(given);
	const problem = describeOpenAddress(isWhole ? given : (baseURL ?? ''));
	if (problem !== null) throw new Error(problem);
}
