/** The webhook's request and response have types: what they have not got does not compile. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { requestOf, responseOf } from '../../../../nodes/RefundTrigger/http';

/** Never called: its compiling is the test (`npm run typecheck`). */
export function whatDoesNotCompile(context: IWebhookFunctions): unknown[] {
	return [
		// @ts-expect-error a request has no such member
		requestOf.call(context).nonsense,
		// @ts-expect-error its body is not known to be bytes before somebody looks
		requestOf.call(context).rawBody?.length,
		// @ts-expect-error a response has no such member
		responseOf.call(context).nonsense,
	];
}

const context = (request: unknown, response: unknown) =>
	({
		getRequestObject: () => request,
		getResponseObject: () => response,
	}) as unknown as IWebhookFunctions;

test.each([undefined, {}, { headers: {} }, { headers: 'a', originalUrl: '/' }])(
	'%j is no request',
	(value) => {
		expect(() => requestOf.call(context(value, null))).toThrow('no request');
	},
);

test.each([undefined, {}, { statusCode: 200, status: () => {} }])('%j is no response', (value) => {
	expect(() => responseOf.call(context(null, value))).toThrow('no response');
});
