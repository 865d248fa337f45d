import type { RefundStatus } from '../../refund';

/** What people and systems call the state of a refund, by the status it means. */
const PHRASES: Readonly<Record<RefundStatus, string>> = {
	succeeded:
		'succeeded success successful paid paid_out done completed complete ' +
		'refunded fully_refunded partially_refunded ok okay settled processed',
	pending:
		'pending open processing in_progress in_process queued submitted requested initiated ' +
		'created new waiting approved scheduled in_transit refunding',
	requires_action: 'requires_action action_required needs_action awaiting_customer to_be_claimed',
	failed:
		'failed failure fail declined rejected refused error errored denied unsuccessful ' +
		'not_refunded not_paid',
	canceled: 'canceled cancelled void voided withdrawn aborted abandoned expired',
	reversed: 'reversed returned bounced came_back',
	unknown: 'unknown unclear undetermined',
};

/** Those that mean the same wherever they stand in a text: "Refund failed", "wc-refunded". */
const WORDS_ANYWHERE: Readonly<Partial<Record<RefundStatus, string>>> = {
	succeeded: 'succeeded success successful successfully paid refunded completed settled processed',
	pending: 'pending processing queued requested waiting awaiting scheduled',
	failed:
		'failed failure fail declined decline rejected rejection refused denied error errored ' +
		'unsuccessful',
	canceled: 'canceled cancelled cancellation void voided aborted expired',
	reversed: 'reversed reversal bounced',
};

/** Beside one of these a word may mean the opposite, or what has not happened yet. */
const TURNING = new Set(
	(
		'not no non un never nor none nothing without unable cannot t n false 0 hardly barely ' +
		'be may might could should would will must if unless until before when once almost ' +
		'expected due soon later yet ' +
		// As people type them: "didnt", and not in English alone ("hindi pa" is "not yet" in Filipino).
		'aint arent cant couldnt didnt doesnt dont hasnt havent isnt shouldnt wasnt werent wont ' +
		'hindi di wala pa pas nicht kein niet nao não sin sem'
	).split(' '),
);

/** More words than this are a remark, not a status. */
const MOST_WORDS = 6;

const STATUS_BY_PHRASE = byWord(PHRASES);
const STATUS_BY_WORD = byWord(WORDS_ANYWHERE);

function byWord(words: Readonly<Partial<Record<RefundStatus, string>>>) {
	const statuses = new Map<string, RefundStatus>();
	for (const status of Object.keys(PHRASES) as RefundStatus[]) {
		for (const word of words[status]?.split(' ') ?? []) statuses.set(word, status);
	}
	return statuses;
}

/**
 * A ledger's status as a refund status, whatever its case and punctuation ("In Progress",
 * "in-progress", "RefundFailed"). Null for a text that is not known, or that says two things
 * ("paid, then reversed"), or what is not so ("not failed"): that is no claim about the refund.
 */
export function statusOfWord(text: string): RefundStatus | null {
	// A question, or a list or an object, of which nobody knows what it says.
	if (/\?|^[[{]/.test(text)) return null;
	const phrase = text
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '_')
		.replace(/^_+|_+$/g, '');
	return STATUS_BY_PHRASE.get(phrase) ?? statusWithin(phrase.split('_'));
}

function statusWithin(words: readonly string[]): RefundStatus | null {
	if (words.length > MOST_WORDS || words.some((word) => TURNING.has(word))) return null;
	const [first = null, ...others] = new Set(
		words.flatMap((word) => STATUS_BY_WORD.get(word) ?? []),
	);
	return others.length === 0 ? first : null;
}
