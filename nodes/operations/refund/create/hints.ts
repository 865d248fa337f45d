/** What the editor says above the outputs, where a person would have to look into the items. */
import type { NodeExecutionHint } from 'n8n-workflow';

import type { RefundRecord } from '../../../../refunds/refund';
import { asHtml } from '../../../hintText';

/** Hints for the refunds of one run: what was not refunded and why, what had been made before. */
export function hintsFor(refunded: RefundRecord[], notRefunded: RefundRecord[]) {
	return [
		notRefundedHint(notRefunded.filter(({ failureMessage }) => failureMessage !== null)),
		duplicatesHint([...refunded, ...notRefunded].filter(({ duplicate }) => duplicate)),
	].filter((hint) => hint !== null);
}

/** n8n shows the first output, which is then empty or lacks these, and a green tick. */
function notRefundedHint(records: RefundRecord[]): NodeExecutionHint | null {
	const [first, ...others] = records;
	if (!first) return null;
	const message =
		others.length === 0
			? `1 item is under Not Refunded. ${first.failureMessage}`
			: `${records.length} items are under Not Refunded, each with its failureMessage. The first one: ${first.failureMessage}`;
	return { message: asHtml(message), type: 'warning', location: 'outputPane' };
}

function duplicatesHint(records: RefundRecord[]): NodeExecutionHint | null {
	if (records.length === 0) return null;
	const message =
		records.length === 1
			? '1 refund had already been made under its Refund Reference. It was returned; no second one was made.'
			: `${records.length} refunds had already been made under their Refund References. They were returned; no second ones were made.`;
	return { message, location: 'outputPane' };
}
