/** Sends requests with the Rapyd credential through n8n-core's own code, over real HTTP. */
import 'reflect-metadata';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type INode,
	type INodeType,
	type INodeTypes,
	type IRequestOptions,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { RapydApi } from '../../../../credentials/RapydApi.credentials';
import { keys, requestSignature } from '../../../../sandbox';

export const credentials: ICredentialDataDecryptedObject = {
	...keys.rapyd,
	environment: 'custom',
	baseUrl: '',
};

/** A request as it arrived, byte for byte. */
export interface Arrived {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

interface Reply {
	status: number;
	body: string;
	type?: string;
}

export interface Listener {
	origin: string;
	arrived: Arrived[];
	/** What the next requests are answered with; {} and 200 afterwards. */
	replies: Reply[];
	stop(): Promise<void>;
}

/** A server that takes note of what arrives. */
export async function listen(): Promise<Listener> {
	const arrived: Arrived[] = [];
	const replies: Reply[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks).toString('utf8');
			const { method = '', url: path = '', headers } = request;
			arrived.push({ method, path, headers, body });
			const reply = replies.shift() ?? { status: 200, body: '{}' };
			response.writeHead(reply.status, { 'content-type': reply.type ?? 'application/json' });
			response.end(reply.body);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		arrived,
		replies,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** The signature Rapyd would compute for a request as it arrived, by the sandbox's own code. */
export function expectedSignature({ method, path, headers, body }: Arrived): string {
	return requestSignature({
		method,
		path,
		salt: String(headers.salt),
		timestamp: String(headers.timestamp),
		accessKey: keys.rapyd.accessKey,
		secretKey: keys.rapyd.secretKey,
		body,
	});
}

const rapydApi = new RapydApi();

/** A node that has the credential. `routing` is how n8n sends a credential's test. */
function nodeType(routing?: RapydApi['test']): INodeType {
	return {
		description: {
			displayName: 'Test',
			name: 'test.node',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Test' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'rapydApi', required: true }],
			properties: routing
				? [
						{
							displayName: 'Temp',
							name: 'temp',
							type: 'string',
							routing: { request: routing.request },
							default: '',
						},
					]
				: [],
		},
	};
}

function contextFor(
	type: INodeType,
	values: ICredentialDataDecryptedObject,
): { context: ExecuteContext; type: INodeType; values: ICredentialDataDecryptedObject } {
	const node: INode = {
		id: 'temp',
		name: 'Temp',
		type: 'test.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { rapydApi: { id: '1', name: 'Rapyd' } },
	};
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	// What n8n's CredentialsHelper does with a credential whose `authenticate` is a method.
	const credentialsHelper = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		preAuthentication: async () => undefined,
		authenticate: async (
			data: ICredentialDataDecryptedObject,
			_type: string,
			request: IHttpRequestOptions,
		) => await rapydApi.authenticate(data, request),
		getDecrypted: async () => values,
	};
	const additionalData = {
		credentialsHelper,
		webhookWaitingBaseUrl: '',
		formWaitingBaseUrl: '',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const items = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		items,
		{ node, data: {}, source: null },
		[],
	);
	return { context, type, values };
}

/** Sends with the helper nodes use. */
export async function sendNew(
	options: IHttpRequestOptions,
	values: ICredentialDataDecryptedObject = credentials,
): Promise<unknown> {
	const { context } = contextFor(nodeType(), values);
	return await context.helpers.httpRequestWithAuthentication.call(context, 'rapydApi', options);
}

/** Sends with the helper the HTTP Request node uses. */
export async function sendOld(
	options: IRequestOptions,
	values: ICredentialDataDecryptedObject = credentials,
): Promise<unknown> {
	const { context } = contextFor(nodeType(), values);
	return await context.helpers.requestWithAuthentication.call(context, 'rapydApi', options);
}

/**
 * Tests the credential as n8n's CredentialsTester does: its request through a declarative node,
 * then its rules over the answer's body.
 */
export async function testCredential(
	values: ICredentialDataDecryptedObject,
): Promise<{ status: 'OK' | 'Error'; message: string }> {
	const { context, type } = contextFor(nodeType(rapydApi.test), values);
	const decrypted = { id: '1', name: 'Rapyd', type: 'rapydApi', data: values };
	const items = await new RoutingNode(context, type, decrypted).runNode();
	const body = items?.[0]?.[0]?.json;
	for (const { properties } of rapydApi.test.rules ?? []) {
		const { key, value, message } = properties as { key: string; value: unknown; message: string };
		const found = key
			.split('.')
			.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], body);
		if (found === value) return { status: 'Error', message };
	}
	return { status: 'OK', message: 'Connection successful!' };
}
