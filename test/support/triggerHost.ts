/**
 * The Refund Trigger on n8n's own contexts (n8n-core), with real HTTP to the provider. Only n8n's
 * database is missing: static data is copied before and after every call, as n8n's server does it.
 */
import 'reflect-metadata';
import { EventEmitter } from 'node:events';

import { HookContext, WebhookContext } from 'n8n-core';
import {
	ICredentialsHelper,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeType,
	type INodeTypes,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { everyProvider } from '../../harness/providers';
import { RefundTrigger } from '../../nodes/RefundTrigger/RefundTrigger.node';

export interface Host {
	credentials: Record<string, ICredentialDataDecryptedObject>;
	parameters: IDataObject;
	/** What n8n's database holds for the workflow. */
	staticData: IDataObject;
	workflowId: string;
	/** n8n gives it to the node once; it stands in the webhook's URL. */
	webhookId: string;
	/** The origin in n8n's webhook URLs. */
	origin: string;
	nodeName: string;
	/** What the trigger wrote in n8n's log, by level. */
	log: Array<{ level: string; message: string }>;
	/**
	 * Whether n8n can start the workflow; it answers 500 where it cannot, and saves nothing then. Null
	 * where its answer never leaves, because the provider has hung up.
	 */
	starts: () => Promise<boolean | null>;
}

export interface Request {
	headers: Record<string, string>;
	rawBody?: Buffer;
	/** n8n leaves some bodies unread; this reads them. */
	readRawBody?: () => Promise<void>;
	path?: string;
}

export interface Outcome {
	/** What the provider sees; null where n8n answers 200 itself. */
	status: number | null;
	sent: unknown;
	items: IDataObject[] | null;
}

let workflows = 0;

/** A published workflow with the trigger, on an n8n of its own. */
export function createHost(parts: Pick<Host, 'credentials' | 'parameters'> & Partial<Host>): Host {
	workflows += 1;
	return {
		staticData: {},
		workflowId: `workflow${workflows}`,
		webhookId: `6f1c2f0e-0000-4000-8000-${String(workflows).padStart(12, '0')}`,
		origin: 'https://n8n.example.com',
		nodeName: 'Refund Trigger',
		log: [],
		starts: async () => true,
		...parts,
	};
}

type Mode = 'production' | 'test';

/** What n8n does when a workflow is published, or when a test begins to listen. */
export async function activate(host: Host, mode: Mode = 'production'): Promise<void> {
	const workflow = workflowOf(host);
	const hooks = new RefundTrigger().webhookMethods.default;
	try {
		const context = hookContext(host, workflow, mode);
		if (!(await hooks.checkExists.call(context))) await hooks.create.call(context);
	} catch (error) {
		// n8n cleans up with what its database holds, and says what made the activation fail.
		await deactivate(host, mode).catch((other: Error) => {
			host.log.push({ level: 'error', message: other.message });
		});
		throw error;
	}
	host.staticData = plain(workflow.staticData);
}

export async function deactivate(host: Host, mode: Mode = 'production'): Promise<void> {
	const workflow = workflowOf(host);
	await new RefundTrigger().webhookMethods.default.delete.call(hookContext(host, workflow, mode));
	host.staticData = plain(workflow.staticData);
}

/** The URL n8n shows for the trigger. */
export function urlOf(host: Host, mode: Mode = 'production'): string {
	return hookContext(host, workflowOf(host), mode).getNodeWebhookUrl('default') ?? '';
}

/** One request to the trigger's URL. */
export async function receive(
	host: Host,
	request: Request,
	mode: Mode = 'production',
): Promise<Outcome> {
	const workflow = workflowOf(host);
	const answer: { status: number | null; sent: unknown } = { status: null, sent: undefined };
	const response = Object.assign(new EventEmitter(), {
		statusCode: 200,
		status: (status: number) => {
			answer.status = response.statusCode = status;
			return response;
		},
		send: (body?: unknown) => {
			answer.sent = body;
			return response;
		},
		end: () => response,
	});
	const { headers, rawBody, readRawBody, path } = request;
	const httpRequest = {
		headers,
		rawBody,
		originalUrl: path ?? new URL(urlOf(host, mode)).pathname,
	};
	// As n8n does: reading sets the field on the same object.
	if (readRawBody) Object.assign(httpRequest, { readRawBody });
	const context = new WebhookContext(
		workflow,
		nodeOf(workflow, host),
		{
			...additionalData(host),
			httpRequest,
			httpResponse: response,
		},
		mode === 'test' ? 'manual' : 'webhook',
		webhookData(mode),
		[],
		null,
	);
	Object.defineProperty(context, 'logger', { value: logger(host) });
	const result = await new RefundTrigger().webhook.call(context);
	const [items] = result.workflowData ?? [];
	const started = items ? await host.starts() : true;
	if (started === false) response.status(500);
	else host.staticData = plain(workflow.staticData);
	if (started !== null) response.emit('finish');
	return { ...answer, items: items ? items.map(({ json }) => json) : null };
}

function hookContext(host: Host, workflow: Workflow, mode: Mode): HookContext {
	const test = mode === 'test';
	const context = new HookContext(
		workflow,
		nodeOf(workflow, host),
		additionalData(host),
		test ? 'manual' : 'trigger',
		test ? 'manual' : 'activate',
		webhookData(mode),
	);
	Object.defineProperty(context, 'logger', { value: logger(host) });
	return context;
}

function webhookData(mode: Mode): IWebhookData {
	return {
		isTest: mode === 'test',
		webhookDescription: new RefundTrigger().description.webhooks?.[0],
	} as unknown as IWebhookData;
}

function logger({ log }: Host) {
	const at = (level: string) => (message: string) => void log.push({ level, message });
	return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function nodeOf(workflow: Workflow, { nodeName }: Host): INode {
	return workflow.getNode(nodeName) as INode;
}

function workflowOf(host: Host) {
	const { parameters, credentials, staticData, workflowId, webhookId, nodeName } = host;
	const trigger = new RefundTrigger() as unknown as INodeType;
	const nodeTypes: INodeTypes = {
		getByName: () => trigger,
		getByNameAndVersion: () => trigger,
		getKnownTypes: () => ({}),
	};
	return new Workflow({
		id: workflowId,
		nodes: [
			{
				id: 'node1',
				name: nodeName,
				type: 'n8n-nodes-refunds.refundTrigger',
				typeVersion: 1,
				position: [0, 0],
				webhookId,
				parameters: parameters as INode['parameters'],
				credentials: Object.fromEntries(
					Object.keys(credentials).map((name) => [name, { id: name, name }]),
				),
			},
		],
		connections: {},
		active: true,
		nodeTypes,
		staticData: structuredClone(staticData),
	});
}

/** Static data as the database keeps it. */
function plain(staticData: object): IDataObject {
	return JSON.parse(JSON.stringify(staticData)) as IDataObject;
}

function additionalData(host: Host): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: new Credentials(host.credentials),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		restApiUrl: '',
		instanceBaseUrl: '',
		formWaitingBaseUrl: '',
		webhookBaseUrl: `${host.origin}/webhook`,
		webhookWaitingBaseUrl: '',
		webhookTestBaseUrl: `${host.origin}/webhook-test`,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

const credentialTypes = new Map<string, ICredentialType>(
	everyProvider.map(({ credential }) => [credential.name, credential]),
);

/** Credentials in the clear; authentication as n8n's server does it. */
class Credentials extends ICredentialsHelper {
	constructor(private readonly values: Host['credentials']) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async getDecrypted(_: unknown, __: unknown, type: string) {
		return { ...this.values[type] };
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = credentialTypes.get(typeName) ?? {};
		if (typeof authenticate !== 'function') throw new Error(`${typeName} has no method for it`);
		return await authenticate(credentials, request);
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('Not stored here');
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(): [] {
		return [];
	}
}
