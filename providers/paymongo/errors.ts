/** PayMongo's errors: `{ errors: [{ code, detail, source: { pointer, attribute } }] }`. */
import { asArray, asObject, asText, isObject } from '../../refunds/json';
import { maskPhonesInText } from '../../refunds/privacy';
import type { Failure, HttpAnswer } from '../../refunds/exchange';
import { describeBody, type ErrorReader } from '../answers';
import { CHECK_KEY, meaningOf } from './errorCodes';
import { TITLE, type WireError } from './wire';

/** The errors in a body; empty when it has none. */
export function readErrors(body: unknown): WireError[] {
	const { errors } = asObject(body);
	return (isObject(errors) ? [errors] : asArray(errors)).map((entry) => {
		const { code, detail, source } = asObject(entry);
		const { attribute, pointer } = asObject(source);
		return {
			code: asText(code),
			detail: hideSecrets(asText(detail) ?? (typeof entry === 'string' ? entry : null)),
			field: asText(attribute) ?? asText(pointer),
		};
	});
}

/** An error's own words may repeat a key or a phone number of the request. */
function hideSecrets(text: string | null): string | null {
	if (text === null) return null;
	return maskPhonesInText(text.replace(/\b(sk_live|sk_test|whsk)_\w+/g, '$1_****'));
}

/** All errors of an answer, with what each means and what to do. */
export function describeErrors(answer: HttpAnswer): Failure {
	const errors = readErrors(answer.body);
	const [first] = errors;
	if (!first) {
		const { code, advice } = STATUS_ONLY.get(answer.status) ?? {
			code: `http_${answer.status}`,
			advice: 'Try again in a few minutes. If it stays, check the Base URL in the credential.',
		};
		const message = `${TITLE} answered HTTP ${answer.status} with ${describeBody(answer)}.`;
		return { code, message, advice };
	}
	const advices = errors.map((error) => adviceFor(error, answer.status));
	return {
		code: first.code ?? `http_${answer.status}`,
		message: errors.map(describeError).join(' '),
		advice: [...new Set(advices)].join(' '),
	};
}

function describeError(error: WireError): string {
	const { code, detail, field } = error;
	const meaning = meaningOf(error)?.meaning ?? `${TITLE} refused the request.`;
	const names = [code, field].filter((name) => name !== null).join(', ');
	const said = detail === null ? meaning : `${meaning} ${TITLE} says: "${detail}"`;
	return names === '' ? said : `${said} (${names}).`;
}

function adviceFor(error: WireError, status: number): string {
	return (
		meaningOf(error)?.advice ??
		STATUS_ONLY.get(status)?.advice ??
		`Look the code up in ${TITLE}'s list of refund errors, or ask ${TITLE}'s support.`
	);
}

/** What a status means when the body does not say (429 may be plain text, 404 empty). */
const STATUS_ONLY: ReadonlyMap<number, { code: string; advice: string }> = new Map([
	[401, { code: 'http_401', advice: CHECK_KEY }],
	[403, { code: 'http_403', advice: 'Ask PayMongo to enable refunds through the API.' }],
	[404, { code: 'http_404', advice: 'Check the ID and the Base URL in the credential.' }],
	[429, { code: 'too_many_requests', advice: 'Try again in a minute, with fewer at a time.' }],
]);

/** Says that an answer was readable but is not what was asked for. */
export function unexpectedAnswer(what: string): Failure {
	return {
		code: 'unexpected_answer',
		message: `${TITLE}'s answer does not hold the ${what} that was asked for.`,
		advice: 'Check the Base URL in the credential, then try again.',
	};
}

/** `resource_not_found` also stands for a payment of another account or mode. */
const NOT_FOUND: ReadonlySet<string> = new Set([
	'resource_not_found',
	'payment_not_found',
	'livemode_mismatched',
]);

/** How `read` tells a failed read from one that worked. */
export const errorReader: ErrorReader = {
	title: TITLE,
	failureOf(answer) {
		const errors = readErrors(answer.body);
		if (answer.status >= 200 && answer.status < 300 && errors.length === 0) return null;
		return {
			...describeErrors(answer),
			notFound: answer.status === 404 || errors.some(({ code }) => NOT_FOUND.has(code ?? '')),
		};
	},
};
