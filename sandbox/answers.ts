/** How answers leave the server: whole, or in one of the ways a fault spoils them. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Delivery } from './faultKinds';
import type { Mishap } from './faults';
import type { Gateway } from './gateway';
import { toJson } from './json';
import type { Answer } from './types';

const badGateway =
	'<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n' +
	'<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';
const htmlPage =
	'<!DOCTYPE html><html><head><title>Just a moment...</title></head>' +
	'<body><h1>We will be right back</h1></body></html>';

const json = 'application/json; charset=utf-8';
const html = 'text/html; charset=utf-8';

function sendText(reply: FastifyReply, status: number, type: string, text: string): void {
	void reply.code(status).header('content-type', type).send(text);
}

/** Sends an answer in full. */
export function sendAnswer(reply: FastifyReply, answer: Answer): void {
	const { status, body } = answer;
	if (body === undefined) void reply.code(status).send('');
	else if (typeof body === 'string') sendText(reply, status, 'text/plain; charset=utf-8', body);
	else sendText(reply, status, json, toJson(body));
}

/** A first byte, then a blank every `ms` milliseconds until the client hangs up. */
function trickle(reply: FastifyReply, ms: number): void {
	void reply.hijack();
	reply.raw.writeHead(200, { 'content-type': json });
	reply.raw.write('{');
	const timer = setInterval(() => reply.raw.write(' '), ms).unref();
	reply.raw.once('close', () => clearInterval(timer));
}

function* withBlanks(text: string, bytes: number): Generator<string> {
	yield text;
	const chunk = ' '.repeat(65_536);
	for (let left = bytes; left > 0; left -= chunk.length) yield chunk.slice(0, left);
}

/** One more member that is an array in an array in an array, `levels` times. */
const deepened = (text: string, levels: number) =>
	`${text.slice(0, -1)},"nested":${'['.repeat(levels)}${']'.repeat(levels)}}`;

/** The caller's secret key, as a careless provider would repeat it. */
function echoed(gateway: Gateway, { message, echo }: Mishap): string | undefined {
	if (echo === undefined) return message;
	const { secretKey } = gateway.keys;
	const base64 = Buffer.from(`${secretKey}:`).toString('base64');
	const shown = { raw: secretKey, base64, urlEncoded: encodeURIComponent(base64) }[echo];
	return `${message ?? 'The request was refused'} (key ${shown})`;
}

/** Sends what a fault leaves of an answer (`answer` is there when the provider did its work). */
export function sendFaulty(
	reply: FastifyReply,
	gateway: Gateway,
	delivery: Exclude<Delivery, 'late'>,
	mishap: Mishap,
	answer: Answer | undefined,
): void {
	const text = toJson(answer?.body ?? {});
	switch (delivery) {
		case 'plain':
			return sendAnswer(reply, answer ?? gateway.serverError);
		case 'hang':
			// Taken from fastify and never answered; stop() closes the connection.
			void reply.hijack();
			return;
		case 'reset':
			void reply.hijack();
			reply.raw.socket?.resetAndDestroy();
			return;
		case 'truncated':
			return sendText(reply, 200, json, text.slice(0, Math.ceil(text.length / 2)));
		case 'empty':
			return sendAnswer(reply, { status: 200 });
		case 'unauthorized':
			return sendAnswer(reply, gateway.unauthorized);
		case 'rateLimited':
			return sendAnswer(reply, gateway.rateLimited);
		case 'serverError':
			return sendAnswer(reply, gateway.serverError);
		case 'unavailable':
			return sendText(reply, 503, 'text/plain; charset=utf-8', 'Service Unavailable');
		case 'refused':
			return sendAnswer(reply, gateway.refusal(echoed(gateway, mishap)));
		case 'errorBody':
			return sendAnswer(reply, { ...gateway.refusal(), status: 200 });
		case 'badGateway':
			return sendText(reply, 502, html, badGateway);
		case 'html':
			return sendText(reply, 200, html, htmlPage);
		case 'html500':
			return sendText(reply, 500, html, htmlPage);
		case 'trickle':
			return trickle(reply, mishap.ms ?? 100);
		case 'huge': {
			const body = Readable.from(withBlanks(text, mishap.size ?? 64 * 1024 * 1024));
			void reply
				.code(answer?.status ?? 200)
				.header('content-type', json)
				.send(body);
			return;
		}
		case 'deep':
			return sendText(reply, answer?.status ?? 200, json, deepened(text, mishap.size ?? 20_000));
	}
}
