/** Connects a node to its provider's account. */
import { sleep, type ICredentialDataDecryptedObject } from 'n8n-workflow';

import { describeOpenAddress } from '../refunds/address';
import type { Account, Answer, ProviderRequest, Send } from '../refunds/exchange';
import { cleanKey } from '../providers/keys';
import { asText, type JsonObject } from '../refunds/json';
import { secretMasker } from '../refunds/privacy';
import type { RefundProvider } from '../refunds/provider';
import { exchange, type RefundsContext } from './exchange';

export interface Connection {
	send: Send;
	account: Account;
	/** The credential's Claims Workflow, as it was entered: an ID, or the address of a workflow. */
	claimsWorkflow: string;
}

/** Seconds an exchange with a provider may take, where the user sets nothing else. */
export const DEFAULT_TIMEOUT_SECONDS = 30;
export const LONGEST_TIMEOUT_SECONDS = 300;

/** The credential's fields whose values go out with a request, so that a provider can repeat them. */
const KEYS = ['secretKey', 'publicKey', 'accessKey'] as const;

const READ_TRIES = 4;
/** Longer pauses than this are left to whoever runs the workflow again. */
const LONGEST_PAUSE = 60_000;

/**
 * Connects a node to its provider's account.
 * @param timeout seconds an exchange may take
 * @throws Error where the credential cannot be read, or its Base URL would give the keys away
 */
export async function connect(
	this: RefundsContext,
	credentialType: string,
	provider: RefundProvider,
	timeout = DEFAULT_TIMEOUT_SECONDS,
): Promise<Connection> {
	const credential = await this.getCredentials(credentialType);
	const account = provider.account(credential as JsonObject);
	const problem = describeOpenAddress(account.origin);
	if (problem !== null) throw new Error(problem);
	const canceled = cancelSignal.call(this);
	const line = {
		credentialType,
		credential,
		origin: account.origin,
		timeout: secondsOf(timeout),
		maskSecrets: secretMasker(keysOf(credential)),
		canceled,
	};
	const once = async (request: ProviderRequest): Promise<Answer> => {
		// Only a look for a refund that was sent begins after the execution was canceled.
		const isLook = request.method === 'GET' && canceled?.aborted === true;
		return isLook
			? await exchange.call(withoutCancel(this), { ...line, canceled: undefined }, request)
			: await exchange.call(this, line, request);
	};
	const send: Send = async (request) =>
		request.method === 'GET' ? await readPatiently(request, once, canceled) : await once(request);
	return { send, account, claimsWorkflow: asText(credential.claimsWorkflow) ?? '' };
}

/** Timers know no longer ones: they would be over at once, with the request just sent. */
function secondsOf(timeout: number): number {
	return timeout > 0 ? Math.min(timeout, LONGEST_TIMEOUT_SECONDS) : DEFAULT_TIMEOUT_SECONDS;
}

/** The signal of a canceled execution, where this context and this n8n have one. */
export function cancelSignal(this: RefundsContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in this ? this.getExecutionCancelSignal() : undefined;
}

/**
 * The same context without its cancel signal: n8n's helper gives that to every request, and would
 * end one that begins after the cancel before it has left (n8n-core 2.41,
 * request-helpers/authentication.js).
 */
function withoutCancel<T extends RefundsContext>(context: T): T {
	const signal = { getExecutionCancelSignal: { value: () => undefined } };
	return Object.create(context, signal) as T;
}

function keysOf(credential: ICredentialDataDecryptedObject): string[] {
	return KEYS.map((field) => cleanKey(credential[field]));
}

/** Repeats a read that met a passing fault. A refund is never sent this way. */
async function readPatiently(
	request: ProviderRequest,
	once: Send,
	signal: AbortSignal | undefined,
): Promise<Answer> {
	for (let tries = 1; ; tries += 1) {
		const answer = await once(request);
		if (tries >= READ_TRIES || !isPassing(answer) || signal?.aborted === true) return answer;
		const pause = pauseAfter(answer, tries);
		if (pause > LONGEST_PAUSE) return answer;
		await sleep(pause, signal);
	}
}

function isPassing(answer: Answer): boolean {
	if (answer.kind !== 'answer') return true;
	return answer.status === 408 || answer.status === 429 || answer.status >= 500;
}

/** Milliseconds: what Retry-After says, else exponential with full jitter. */
function pauseAfter(answer: Answer, tries: number): number {
	const wanted = answer.kind === 'answer' ? Number(answer.headers['retry-after'] ?? NaN) : NaN;
	if (wanted >= 0) return wanted * 1000;
	return Math.random() * 250 * 2 ** tries;
}
