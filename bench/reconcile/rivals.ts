/** Workflows that compare the same two lists: with our operation, and with what n8n has. */
import { NodeConnectionTypes, type IConnections, type INode } from 'n8n-workflow';

import { node } from '../../harness/n8n/draw';
import type { WorkflowFile } from '../../harness/n8n/workflows';
import { HASH_JOIN } from '../join';

/** The name of the node that is measured. */
export const MEASURED = 'Compare';

type Wire = [from: string, to: string, input?: number];

/** Reads a list from the bench's own server: one item an entry. */
function read(name: string, url: string): INode {
	return {
		...node(name, 'n8n-nodes-base.httpRequest', 4.2, { url, options: {} }),
		executeOnce: true,
	};
}

function workflow(name: string, nodes: INode[], wires: Wire[]): WorkflowFile {
	const connections: IConnections = {};
	for (const [from, to, index = 0] of wires) {
		const main = (connections[from] ??= { main: [[]] }).main as Array<object[]>;
		main[0]?.push({ node: to, type: NodeConnectionTypes.Main, index });
	}
	const start = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});
	return { name, nodes: [start, ...nodes], connections, settings: { executionOrder: 'v1' } };
}

/** Both lists into a node with two inputs. */
function twoSided(name: string, base: string, compare: INode): WorkflowFile {
	const sides = [read('Ledger', `${base}/ledger`), read('Provider', `${base}/provider`)];
	return workflow(
		name,
		[...sides, compare],
		[
			['Start', 'Ledger'],
			['Start', 'Provider'],
			['Ledger', MEASURED, 0],
			['Provider', MEASURED, 1],
		],
	);
}

export function compareDatasets(base: string): WorkflowFile {
	const parameters = {
		mergeByFields: { values: [{ field1: 'refundId', field2: 'refundId' }] },
		options: {},
	};
	const compare = node(MEASURED, 'n8n-nodes-base.compareDatasets', 2.3, parameters);
	return twoSided('Compare Datasets 2.3', base, compare);
}

export function merge(base: string): WorkflowFile {
	const parameters = {
		mode: 'combine',
		combineBy: 'combineByFields',
		fieldsToMatchString: 'refundId',
		joinMode: 'keepEverything',
		options: {},
	};
	return twoSided('Merge 3.2', base, node(MEASURED, 'n8n-nodes-base.merge', 3.2, parameters));
}

export function codeNode(base: string): WorkflowFile {
	const jsCode = `
const ledger = $('Ledger').all().map(({ json }) => json);
const refunds = $input.all().map(({ json }) => json);
${HASH_JOIN}`;
	return workflow(
		'Code node with a Map',
		[
			read('Ledger', `${base}/ledger`),
			read('Provider', `${base}/provider`),
			node(MEASURED, 'n8n-nodes-base.code', 2, { jsCode }),
		],
		[
			['Start', 'Ledger'],
			['Ledger', 'Provider'],
			['Provider', MEASURED],
		],
	);
}

/** Our operation: it reads the provider's side itself. */
export function ours(
	base: string,
	provider: { title: string; type: string; credential: string; from: string },
): WorkflowFile {
	const parameters = {
		resource: 'refund',
		operation: 'reconcile',
		from: provider.from,
		output: 'all',
	};
	const reconcile: INode = {
		...node(MEASURED, `n8n-nodes-refunds.${provider.type}`, 1, parameters),
		credentials: { [provider.credential]: { id: null, name: '' } },
	};
	return workflow(
		`Reconcile, ${provider.title}`,
		[read('Ledger', `${base}/ledger`), reconcile],
		[
			['Start', 'Ledger'],
			['Ledger', MEASURED],
		],
	);
}
