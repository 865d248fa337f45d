/** Rapyd's envelope around every answer. */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../types';

export function rapydData(data: object): Answer {
	const status = {
		error_code: '',
		status: 'SUCCESS',
		message: '',
		response_code: '',
		operation_id: randomUUID(),
	};
	return { status: 200, body: { status, data } };
}

/** An error; business errors come as HTTP 400. */
export function rapydError(code: string, message: string, httpStatus = 400): Answer {
	const status = {
		error_code: code,
		status: 'ERROR',
		message,
		response_code: code,
		operation_id: randomUUID(),
	};
	return { status: httpStatus, body: { status } };
}

/** Also what an unknown id in the path gets: Rapyd uses 404 for nothing (rapyd.md, 5.2). */
export const unauthorizedCall = (): Answer => rapydError('UNAUTHORIZED_API_CALL', '', 401);
