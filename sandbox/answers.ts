/** How answers leave the server: whole, or in one of the ways a fault spoils them. */
import type { FastifyReply } from 'fastify';
import type { Delivery } from './faults';
import type { Gateway } from './gateway';
import type { Answer } from './types';

const badGateway =
	'<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n' +
	'<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';
const htmlPage =
	'<!DOCTYPE html><html><head><title>Just a moment...</title></head>' +
	'<body><h1>We will be right back</h1></body></html>';

function sendText(reply: FastifyReply, status: number, type: string, text: string): void {
	void reply.code(status).header('content-type', type).send(text);
}

/** Sends an answer in full. */
export function sendAnswer(reply: FastifyReply, answer: Answer): void {
	const { status, body } = answer;
	if (body === undefined) void reply.code(status).send('');
	else if (typeof body === 'string') sendText(reply, status, 'text/plain; charset=utf-8', body);
	else sendText(reply, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

/** Sends what a fault leaves of an answer (`answer` is there when the provider did its work). */
export function sendFaulty(
	reply: FastifyReply,
	gateway: Gateway,
	delivery: Exclude<Delivery, 'late'>,
	answer: Answer | undefined,
): void {
	const page = 'text/html; charset=utf-8';
	switch (delivery) {
		case 'hang':
			// Taken from fastify and never answered; stop() closes the connection.
			void reply.hijack();
			return;
		case 'reset':
			void reply.hijack();
			reply.raw.socket?.resetAndDestroy();
			return;
		case 'truncated': {
			const json = JSON.stringify(answer?.body ?? {});
			return sendText(reply, 200, 'application/json', json.slice(0, Math.ceil(json.length / 2)));
		}
		case 'empty':
			return sendAnswer(reply, { status: 200 });
		case 'unauthorized':
			return sendAnswer(reply, gateway.unauthorized);
		case 'rateLimited':
			return sendAnswer(reply, gateway.rateLimited);
		case 'serverError':
			return sendAnswer(reply, gateway.serverError);
		case 'errorBody':
			return sendAnswer(reply, { ...gateway.refusal, status: 200 });
		case 'badGateway':
			return sendText(reply, 502, page, badGateway);
		case 'html':
			return sendText(reply, 200, page, htmlPage);
		case 'html500':
			return sendText(reply, 500, page, htmlPage);
	}
}
