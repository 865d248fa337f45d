/** In which workflows' rows claims are kept, and what is wrong where they cannot be. */
import type { Failure } from '../../refunds/exchange';

/** The workflow that runs, for n8n. */
const OWN = '';

/**
 * The workflows whose rows hold the claims: the one that the credential names, for all that share
 * it, then the running one, for what it claimed before that was named. All must be free.
 * @param named the credential's Claims Workflow: an ID, or the address of a workflow
 */
export function claimHolders(named: string, running: string): string[] | Failure {
	const text = named.trim();
	if (text === '') return [OWN];
	const id = /\/workflow\/([^/?#]+)/.exec(text)?.[1] ?? text;
	if (!/^[\w-]{1,36}$/.test(id) || id === 'new') return notAnId(text);
	return id === running ? [OWN] : [id, OWN];
}

function notAnId(text: string): Failure {
	return {
		code: 'claim_unavailable',
		message: `"${text}", the Claims Workflow of the credential, is not the ID of a workflow. Nothing was sent.`,
		advice:
			'Open any saved workflow of this n8n and copy the last part of its address into the credential.',
	};
}

/** Why nothing could be claimed, from what n8n said about it. */
export function whyUnavailable(error: unknown, holder: string): Failure {
	const said = saidBy(error);
	// Said alike by SQLite and PostgreSQL, where a row's workflow does not exist.
	const isGone = /foreign key constraint/i.test(said);
	if (isGone && holder !== OWN) return holderGone(holder);
	// n8n's words for an execution ended by its time limit, by hand or by n8n's shutting down.
	if (/cancell?ed/i.test(said)) return cutOff(said);
	return {
		code: 'claim_unavailable',
		message:
			"The refund could not be claimed in n8n's database, so nothing was sent: without a claim it might be made twice." +
			(said === '' || isGone ? '' : ` n8n says: ${said}`),
		advice: isGone
			? 'Save the workflow and run it again.'
			: "Run it again once n8n and its database are well. If it stays so, look at n8n's log.",
	};
}

/** Where n8n keeps an error with an execution, it is an object like one, not an Error any more. */
function saidBy(error: unknown): string {
	const message =
		typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
	const said = typeof message === 'string' ? message.trim() : '';
	return said === '' || /[.!?]$/.test(said) ? said : `${said}.`;
}

function cutOff(said: string): Failure {
	return {
		code: 'claim_unavailable',
		message: `The execution was ended before the refund was claimed, so nothing was sent. n8n says: ${said}`,
		advice:
			'Run it again to make the refund. If a time limit ended it (Timeout Workflow in the workflow’s settings), raise that or run fewer items at a time.',
	};
}

function holderGone(holder: string): Failure {
	return {
		code: 'claim_unavailable',
		message: `The Claims Workflow "${holder}" of the credential does not exist any more, so nothing was sent.`,
		advice:
			'What it knew of earlier refunds went with it. Check in the provider’s dashboard that the refunds you are about to run have not been made, then enter another existing workflow in the credential. Do not make a workflow with the same ID again: refunds that were made already would be made once more.',
	};
}
