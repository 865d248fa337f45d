import type { RefundStatus } from '../../refund';

/** What people and systems call the state of a refund, by the status it means. */
const WORDS: Readonly<Record<RefundStatus, string>> = {
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

const STATUS_BY_WORD = new Map<string, RefundStatus>(
	Object.entries(WORDS).flatMap(([status, words]) =>
		words.split(' ').map((word): [string, RefundStatus] => [word, status as RefundStatus]),
	),
);

/**
 * A ledger's status word as a refund status, whatever its case and punctuation ("In Progress",
 * "in-progress"). Null for a word that is not known: that is no claim about the refund.
 */
export function statusOfWord(text: string): RefundStatus | null {
	const word = text
		.trim()
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '_')
		.replace(/^_+|_+$/g, '');
	return STATUS_BY_WORD.get(word) ?? null;
}
