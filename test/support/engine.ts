/** Runs nodes of the built package on n8n's own engine (n8n-core), over real HTTP. */
import 'reflect-metadata';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_USER_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'refunds-engine-'));

import { DataDeduplicationService, ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	type ExecuteWorkflowData,
	type ExecuteWorkflowOptions,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IExecuteFunctions,
	type IExecuteWorkflowInfo,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { ClaimTable } from './claimTable';

const root = path.join(__dirname, '..', '..');
const PACKAGE = 'n8n-nodes-refunds';

export interface LoadedPackage {
	nodes: Map<string, INodeType>;
	credentials: Map<string, ICredentialType>;
	/** A module of the built package, for what a test must reach into. */
	module<T>(file: string): T;
}

let copies = 0;

/**
 * Loads the built package. A fresh one has modules of its own, as a new n8n process would: it is
 * loaded from a copy of the files, because jest keeps one module a path.
 */
export function loadPackage(options: { dist?: string; fresh?: boolean } = {}): LoadedPackage {
	let dist = options.dist ?? path.join(root, 'build');
	if (options.fresh === true) {
		const folder = path.join(root, '.cache', `engine-${process.pid}`);
		const copy = path.join(folder, String((copies += 1)));
		cpSync(dist, copy, { recursive: true });
		if (copies === 1) process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
		dist = copy;
	}
	const require = createRequire(path.join(root, 'package.json'));
	const { n8n } = require('./package.json') as { n8n: { nodes: string[]; credentials: string[] } };
	const instances = <T>(files: string[]): T[] =>
		files.map((file) => {
			const name = path.basename(file).split('.')[0] as string;
			const loaded = require(path.join(dist, file.replace(/^dist\//, ''))) as Record<
				string,
				new () => T
			>;
			return new (loaded[name] as new () => T)();
		});
	return {
		nodes: new Map(
			instances<INodeType>(n8n.nodes).map((node) => [`${PACKAGE}.${node.description.name}`, node]),
		),
		credentials: new Map(
			instances<ICredentialType>(n8n.credentials).map((type) => [type.name, type]),
		),
		module: <T>(file: string) => require(path.join(dist, file)) as T,
	};
}

/** A trigger that passes on the items it is given; stands where a workflow starts. */
function startNode(items: () => INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Start',
			name: 'start',
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: { name: 'Start' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const given = items();
			return [given.length > 0 ? given : this.getInputData()];
		},
	};
}

interface NodeRun {
	/** Items by output. */
	outputs: INodeExecutionData[][];
	json: IDataObject[][];
	error: (Error & { description?: string | null; context?: IDataObject }) | undefined;
	hints: string[];
	run: IRun;
}

export interface RunOptions {
	/** Short name of the node, e.g. `payMongo`. */
	node: string;
	parameters: IDataObject;
	items?: IDataObject[];
	/** Settings of the node: retryOnFail, maxTries, onError, … */
	settings?: Partial<INode>;
	workflowId?: string;
	mode?: WorkflowExecuteMode;
	/** Called with what cancels the execution. */
	onStart?: (cancel: () => void) => void;
	/** Milliseconds until n8n ends the execution (workflow setting Timeout Workflow). */
	timeLimit?: number;
}

export interface EngineOptions {
	pack?: LoadedPackage;
	/** Milliseconds between looks for a refund that may have been made. */
	lookPauses?: number[];
	/** What n8n's N8N_WORKFLOW_CALLER_POLICY_DEFAULT_OPTION says. */
	callerPolicy?: 'workflowsFromSameOwner' | 'none';
}

/** An n8n process: its modules, its credentials, and a database that may be shared with others. */
export class Engine {
	readonly pack: LoadedPackage;
	/** Sub-workflows that nobody waits for. */
	private readonly detached = new Set<Promise<unknown>>();

	constructor(
		private readonly credentials: Record<string, ICredentialDataDecryptedObject>,
		readonly claims = new ClaimTable(),
		private readonly options: EngineOptions = {},
	) {
		this.pack = options.pack ?? loadPackage();
		hurry(this.pack, options.lookPauses ?? [1, 5, 20]);
	}

	async run(options: RunOptions): Promise<NodeRun> {
		await useClaims(this.claims);
		const items = (options.items ?? [{}]).map((json) => ({ json }));
		const type = `${PACKAGE}.${options.node}`;
		const nodeType = this.pack.nodes.get(type.replace(/Tool$/, ''));
		if (!nodeType) throw new Error(`No node ${type}`);
		const credentials = Object.fromEntries(
			(nodeType.description.credentials ?? [])
				.filter(({ name }) => name in this.credentials)
				.map(({ name }) => [name, { id: name, name }]),
		);
		const workflow = this.workflow(options.workflowId ?? 'workflow1', items, [
			node('Start', 'test.start'),
			{
				...node('Refund', type),
				parameters: options.parameters as INode['parameters'],
				credentials,
				...options.settings,
			},
		]);
		const mode = options.mode ?? 'trigger';
		const limit = options.timeLimit;
		const deadline = limit === undefined ? undefined : Date.now() + limit;
		const execute = new WorkflowExecute(this.additionalData(mode, workflow, deadline), mode);
		const running = execute.run({ workflow, startNode: workflow.getNode('Start') as INode });
		options.onStart?.(() => running.cancel());
		const timer = limit === undefined ? undefined : setTimeout(() => running.cancel(), limit);
		const run = await running;
		clearTimeout(timer);
		const data = run.data.resultData.runData.Refund?.at(-1);
		const outputs = (data?.data?.main ?? []).map((output) => output ?? []);
		return {
			outputs,
			json: outputs.map((output) => output.map((item) => item.json)),
			error: (data?.error ?? run.data.resultData.error) as NodeRun['error'],
			hints: (data?.hints ?? []).map((hint) => hint.message),
			run,
		};
	}

	/** Resolves when no sub-workflow runs any more that nobody waits for. */
	async idle(): Promise<void> {
		while (this.detached.size > 0) await Promise.allSettled(this.detached);
	}

	private workflow(id: string, items: INodeExecutionData[], nodes: INode[]): Workflow {
		const known = new Map(this.pack.nodes);
		known.set(
			'test.start',
			startNode(() => items),
		);
		known.set(
			'n8n-nodes-base.executeWorkflowTrigger',
			startNode(() => []),
		);
		const typeOf = (type: string): INodeType => {
			const found = known.get(type) ?? known.get(type.replace(/Tool$/, ''));
			if (!found) throw new Error(`No node type ${type}`);
			return found;
		};
		const nodeTypes: INodeTypes = {
			getByName: typeOf,
			getByNameAndVersion: (type, version) =>
				NodeHelpers.getVersionedNodeType(typeOf(type), version),
			getKnownTypes: () => ({}),
		};
		const connections: IConnections = {};
		nodes.slice(1).forEach((next, index) => {
			const before = nodes[index] as INode;
			connections[before.name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
		});
		return new Workflow({ id, nodes, connections, active: false, nodeTypes });
	}

	private additionalData(
		mode: WorkflowExecuteMode,
		parent: Pick<Workflow, 'id'>,
		deadline?: number,
	): IWorkflowExecuteAdditionalData {
		const workflowData = { id: parent.id } as never;
		const data = {
			credentialsHelper: new Credentials(this.credentials, this.pack.credentials),
			executeWorkflow: async (
				info: IExecuteWorkflowInfo,
				_: unknown,
				given: ExecuteWorkflowOptions,
			) => await this.inline(info, parent.id, given, deadline),
			executionTimeoutTimestamp: deadline,
			hooks: new ExecutionLifecycleHooks(mode, '1', workflowData),
			executionId: '1',
			currentNodeExecutionIndex: 0,
			restApiUrl: '',
			instanceBaseUrl: '',
			formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
			webhookBaseUrl: '',
			webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
			webhookTestBaseUrl: '',
			variables: {},
			logAiEvent: () => undefined,
		};
		return data as unknown as IWorkflowExecuteAdditionalData;
	}

	/**
	 * An inline sub-workflow, run as n8n runs it (2.41.1, workflow-execute-additional-data.js): under
	 * the parent's ID where it has none, on an execution of its own, until the parent's deadline
	 * unless nobody waits for it.
	 */
	private async inline(
		{ code }: IExecuteWorkflowInfo,
		parentId: string,
		{ inputData = [], doNotWaitToFinish = false }: ExecuteWorkflowOptions,
		deadline: number | undefined,
	): Promise<ExecuteWorkflowData> {
		if (!code) throw new Error('Only inline workflows can be run here');
		if ((code.settings?.callerPolicy ?? this.options.callerPolicy) === 'none') {
			throw new Error('The sub-workflow cannot be called by this workflow');
		}
		const id = code.id || parentId;
		// The execution is a row as well, which belongs to the workflow.
		this.claims.checkForeignKey(id);
		const running = this.execute(code, id, inputData, doNotWaitToFinish ? undefined : deadline);
		if (!doNotWaitToFinish) return { executionId: '2', data: await running };
		this.detached.add(running);
		void running.finally(() => this.detached.delete(running)).catch(() => undefined);
		return { executionId: '2', data: [null] };
	}

	private async execute(
		code: IWorkflowBase,
		id: string,
		inputData: INodeExecutionData[],
		deadline: number | undefined,
	): Promise<ExecuteWorkflowData['data']> {
		const workflow = this.workflow(id, inputData, code.nodes);
		const first = code.nodes[0] as INode;
		const execute = new WorkflowExecute(
			this.additionalData('integrated', workflow, deadline),
			'integrated',
			createRunExecutionData({
				executionData: {
					contextData: {},
					metadata: {},
					nodeExecutionStack: [{ node: first, data: { main: [inputData] }, source: null }],
					waitingExecution: {},
					waitingExecutionSource: {},
				},
			}),
		);
		const run = await execute.processRunExecutionData(workflow);
		const { runData, lastNodeExecuted, error } = run.data.resultData;
		// As n8n's own objectToError does: what the run keeps is no Error any more.
		if (run.finished !== true) throw new Error(error?.message ?? 'An error occurred');
		return runData[lastNodeExecuted ?? '']?.at(-1)?.data?.main ?? [null];
	}
}

const patient = new WeakMap<object, (...given: object[]) => object>();

/** Gives the package other pauses between its looks for a refund, in milliseconds. */
function hurry(pack: LoadedPackage, lookPauses: number[]): void {
	type Policies = { policyOf: (...given: object[]) => object };
	const policies = pack.module<Policies>('nodes/operations/refund/create/policy.js');
	const shipped = patient.get(policies) ?? policies.policyOf;
	patient.set(policies, shipped);
	policies.policyOf = (...given) => ({ ...shipped(...given), lookPauses });
}

let service: Promise<void> | undefined;
const delegate: { table?: ClaimTable } = {};

/** n8n keeps one deduplicator a process; it hands on to the table of the engine that runs. */
async function useClaims(table: ClaimTable): Promise<void> {
	delegate.table = table;
	service ??= DataDeduplicationService.init(
		new Proxy({} as ClaimTable, {
			get: (_, name: keyof ClaimTable) => {
				const method = delegate.table?.[name];
				return typeof method === 'function' ? method.bind(delegate.table) : method;
			},
		}),
	);
	await service;
}

function node(name: string, type: string): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} };
}

/** Credentials in the clear; authentication as n8n's CredentialsHelper does it. */
class Credentials extends ICredentialsHelper {
	constructor(
		private readonly values: Record<string, ICredentialDataDecryptedObject>,
		private readonly types: Map<string, ICredentialType>,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types.get(typeName) ?? {};
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

	async getDecrypted(
		_: IWorkflowExecuteAdditionalData,
		_details: unknown,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		return { ...this.values[type] };
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(): [] {
		return [];
	}
}
