import { strict as assert } from 'node:assert';
import { NodeConnectionTypes, type INode } from 'n8n-workflow';
import type { Page } from 'playwright-core';
import { createCredential } from '../../../harness/n8n/credentials';
import { idOf, node } from '../../../harness/n8n/draw';
import { sandboxCredentials } from '../../../harness/n8n/sandboxCredentials';
import { importWorkflow, type SavedWorkflow } from '../../../harness/n8n/workflows';
import type { Check } from '../check';
import { paymentId } from '../../../harness/providers';
import type { Stage } from '../../../harness/stage';
import { atTheEditor } from './browser';
import { openNodeOf } from './canvas';
import { executeStep, output, words } from './nodeView';

interface Mistake {
	name: string;
	payment: string;
	amount: string;
	wrongKey?: boolean;
	/** What the screen has to say: what happened, then what to do. */
	says: RegExp[];
}

/** What goes wrong for people first. */
const MISTAKES: Mistake[] = [
	{
		name: 'Wrong key',
		payment: paymentId('paymongo', 'succeeds', 'message'),
		amount: '12.50',
		wrongKey: true,
		says: [/PayMongo/, /Check the Secret Key in the credential/],
	},
	{
		name: 'Too many decimals',
		payment: paymentId('paymongo', 'succeeds', 'message'),
		amount: '12.345',
		says: [
			/Amount has more decimals than this currency allows \(2\)/,
			/Nothing was sent\. Correct the value/,
		],
	},
	{
		name: 'No such payment',
		payment: 'pay_1042',
		amount: '12.50',
		says: [/PayMongo has no such payment/, /Check the ID/],
	},
];

export const messages: Check = {
	name: 'editor: wrong key, too many decimals, no such payment: the screen says what to do',
	async run(stage) {
		const { session, sandbox } = stage;
		const before = sandbox.refunds().length;
		const { workflow, credentialId } = await drawMistakes(stage);
		await atTheEditor(stage, async (page) => {
			for (const mistake of MISTAKES) {
				const shown = await make(page, workflow, mistake);
				for (const said of mistake.says) assert.match(shown, said, mistake.name);
			}
		});
		await session.request('DELETE', `credentials/${credentialId}`);
		assert.equal(sandbox.refunds().length, before, 'a refund was made');
	},
};

/** Runs the node with one of the mistakes and gives the words in its output panel. */
async function make(page: Page, workflow: SavedWorkflow, { name }: Mistake): Promise<string> {
	// Loaded anew: n8n 2.41 cannot run a second step whose trigger has run for the first only.
	await openNodeOf(page, workflow.id, idOf(name));
	await executeStep(page);
	const panel = output(page);
	await panel
		.getByTestId('node-hint')
		.or(panel.getByTestId('node-error-message'))
		.first()
		.waitFor();
	return await words(panel);
}

/** Saves a workflow with one node for each mistake, and a credential with a wrong key. */
async function drawMistakes({ session, sandbox, credentials }: Stage) {
	const input = sandboxCredentials(sandbox.origin).find(({ type }) => type === 'payMongoApi');
	assert.ok(input);
	const wrong = await createCredential(session, {
		...input,
		name: 'PayMongo with a wrong key',
		data: { ...input.data, secretKey: 'sk_test_wrong' },
	});
	const right = credentials.find(({ type }) => type === 'payMongoApi');
	assert.ok(right);
	const start = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});
	const nodes = MISTAKES.map((mistake, index): INode => {
		const { id, name } = mistake.wrongKey ? wrong : right;
		return { ...refundNode(mistake, index), credentials: { payMongoApi: { id, name } } };
	});
	const workflow = await importWorkflow(session, {
		name: 'Mistakes',
		nodes: [start, ...nodes],
		connections: {
			Start: {
				main: [nodes.map(({ name }) => ({ node: name, type: NodeConnectionTypes.Main, index: 0 }))],
			},
		},
	});
	return { workflow, credentialId: wrong.id };
}

function refundNode({ name, payment, amount }: Mistake, index: number): INode {
	const parameters = {
		resource: 'refund',
		operation: 'create',
		paymentId: { __rl: true, mode: 'id', value: payment },
		amount,
		reference: `T-${idOf(name)}`,
	};
	return {
		...node(name, 'n8n-nodes-refunds.payMongo', 1, parameters),
		position: [300, index * 200],
	};
}
