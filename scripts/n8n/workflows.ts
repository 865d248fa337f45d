import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';
import { projectFolder } from '../runtime/folder';
import type { SavedCredential } from './credentials';
import type { Session } from './session';

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

export async function activate(n8n: Session, { id, versionId }: SavedWorkflow): Promise<void> {
	await n8n.request('POST', `workflows/${id}/activate`, { versionId });
}

export async function deactivate(n8n: Session, { id }: SavedWorkflow): Promise<void> {
	await n8n.request('POST', `workflows/${id}/deactivate`, {});
}
