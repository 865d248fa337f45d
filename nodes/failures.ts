import { NodeApiError, NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';

import { ProviderError } from '../refunds/exchange';
import { maskPhonesInText } from '../refunds/privacy';

/** A parameter's value that cannot be used, found before anything is sent; the message names it. */
export class ParameterError extends Error {}

const QUOTED_AT_MOST = 60;

/** A value as a message shows it: short, and without whole phone numbers. */
export function quoted(value: unknown): string {
	// NaN and Infinity are null in JSON, which would be another value.
	const json = typeof value === 'number' ? String(value) : JSON.stringify(value);
	const text = maskPhonesInText(json ?? String(value));
	return text.length <= QUOTED_AT_MOST ? text : `${text.slice(0, QUOTED_AT_MOST)}…`;
}

/** A mistake in what a person entered, found before anything was sent. */
export function badInput(node: INode, message: string, itemIndex: number): NodeOperationError {
	return new NodeOperationError(node, `${message} [item ${itemIndex}]`, {
		itemIndex,
		description: 'Nothing was sent. Correct the value and run this again.',
	});
}

/**
 * What went wrong as n8n's own error: what happened, to which item where items were worked on, and
 * what to do next. Built anew each time, because n8n keeps the old message when it is given one of
 * its own errors.
 */
export function asNodeError(node: INode, error: unknown, itemIndex?: number): Error {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof ParameterError) return badInput(node, error.message, itemIndex ?? 0);
	const place = itemIndex === undefined ? {} : { itemIndex };
	if (error instanceof ProviderError) {
		const { code, message, advice } = error.failure;
		return new NodeApiError(
			node,
			{ code, message },
			{
				message: itemIndex === undefined ? message : `${message} [item ${itemIndex}]`,
				description: advice,
				...place,
				...(error.httpStatus === null ? {} : { httpCode: String(error.httpStatus) }),
			},
		);
	}
	const message = error instanceof Error ? error.message : String(error);
	return new NodeOperationError(node, message, place);
}

/** The item n8n passes on for an operation that failed under Continue On Fail. */
export function failedItem(this: IExecuteFunctions, error: Error, itemIndex: number) {
	const details = error instanceof NodeApiError ? { details: error.description ?? '' } : {};
	return {
		json: { error: error.message, ...details },
		pairedItem: { item: itemIndex },
	};
}
