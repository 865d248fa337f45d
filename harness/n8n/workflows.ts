import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';
import { projectFolder } from '../runtime/folder';
import type { SavedCredential } from './credentials';
import type { Session } from './session';

const SETTLED_WITHIN_MS = 60_000;

/** What n8n exports to a file and imports from one. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface SavedWorkflow {
	id: string;
	name: string;
	versionId: string;
	nodes: INode[];
}

/** Every example workflow of `workflows/`. */
export async function exampleWorkflows(): Promise<WorkflowFile[]> {
	const folder = join(projectFolder, 'workflows');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(
			async (file) => JSON.parse(await readFile(join(folder, file), 'utf8')) as WorkflowFile,
		),
	);
}

/**
 * Saves a workflow, giving each node the credentials of the types it asks for. The editor's import
 * does the same by name.
 */
export async function importWorkflow(
	n8n: Session,
	workflow: WorkflowFile,
	credentials: SavedCredential[] = [],
): Promise<SavedWorkflow> {
	const nodes = workflow.nodes.map((node) => withCredentials(node, credentials));
	return await n8n.request('POST', 'workflows', { settings: {}, ...workflow, nodes });
}

function withCredentials(node: INode, credentials: SavedCredential[]): INode {
	if (node.credentials === undefined) return node;
	const chosen = credentials
		.filter(({ type }) => type in (node.credentials ?? {}))
		.map(({ id, name, type }) => [type, { id, name }] as const);
	return { ...node, credentials: { ...node.credentials, ...Object.fromEntries(chosen) } };
}

interface Publication {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

/** Publishes a workflow and waits until its triggers listen; throws what a trigger threw. */
export async function activate(n8n: Session, { id, versionId }: SavedWorkflow): Promise<void> {
	await n8n.request('POST', `workflows/${id}/activate`, { versionId });
	const { status, triggers } = await untilSettled(n8n, id);
	if (status === 'published') return;
	const messages = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
	throw new Error(`The workflow was not activated (${status}): ${messages.join('; ')}`);
}

/** Takes a workflow back and waits until its triggers have stopped listening. */
export async function deactivate(n8n: Session, { id }: SavedWorkflow): Promise<void> {
	await n8n.request('POST', `workflows/${id}/deactivate`, {});
	await untilSettled(n8n, id);
}

/** n8n 2.41 answers at once and publishes in the background. */
async function untilSettled(n8n: Session, id: string): Promise<Publication> {
	const deadline = Date.now() + SETTLED_WITHIN_MS;
	for (;;) {
		const publication = await n8n.request<Publication>('GET', `workflows/${id}/publication-status`);
		if (publication.status !== 'in_progress') return publication;
		if (Date.now() > deadline) throw new Error(`n8n is still publishing workflow ${id}.`);
		await pause(100);
	}
}
