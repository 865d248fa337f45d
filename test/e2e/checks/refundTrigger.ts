import assert from 'node:assert/strict';
import { node } from '../../../harness/n8n/draw';
import { executionsOf, outputsOf, waitForExecution } from '../../../harness/n8n/executions';
import {
	activate,
	deactivate,
	exampleWorkflows,
	importWorkflow,
	type SavedWorkflow,
	type WorkflowFile,
} from '../../../harness/n8n/workflows';
import type { EventSpec } from '../../../sandbox';
import type { ProviderName } from '../../../refunds/refund';
import { quietRefund } from '../../support/quietRefund';
import { everyProvider, providersUnderTest } from '../../../harness/providers';
import type { Check } from '../check';
import type { Stage } from '../../../harness/stage';

const TRIGGER = 'Refund reported';

const FORGERIES = ['secret', 'signature', 'body', 'unsigned', 'empty'] as const;

/** Genuine events start one execution each; forged, repeated and other ones start none. */
export const refundTrigger: Check = {
	name: 'the Refund Trigger',
	async run(stage) {
		for (const { name: provider, webhook } of everyProvider) {
			const workflow = await importWorkflow(stage.session, waitFor(provider), stage.credentials);
			const url = urlOf(stage, workflow);
			await activate(stage.session, workflow);
			await sortsEvents(stage, provider, workflow, url);
			if (webhook.registers) await registersItself(stage, workflow, url);
			await deactivate(stage.session, workflow);
			await listensForTests(stage, provider, workflow, url);
		}
		await runsTheExample(stage);
	},
};

function waitFor(provider: ProviderName): WorkflowFile {
	return {
		name: `Refund Trigger of ${provider}`,
		nodes: [
			{
				...node(TRIGGER, 'n8n-nodes-refunds.refundTrigger', 1, { provider, events: ['any'] }),
				credentials: { [providersUnderTest[provider].credentialType]: { id: null, name: '' } },
			},
		],
		connections: {},
	};
}

/** The URL as the editor shows it: n8n calls itself localhost. */
function urlOf({ n8n }: Stage, { nodes }: SavedWorkflow): string {
	const { webhookId } = nodes[0] ?? {};
	assert.ok(webhookId, 'n8n gave the trigger no webhook id');
	return `${n8n.url.replace('127.0.0.1', 'localhost')}/webhook/${webhookId}/refunds`;
}

async function sortsEvents(
	stage: Stage,
	provider: ProviderName,
	workflow: SavedWorkflow,
	url: string,
): Promise<void> {
	const { sandbox, session } = stage;
	const refundId = quietRefund(stage.sandbox, provider);
	const genuine = { provider, refundId, url };
	const send = async (spec: Partial<EventSpec>) =>
		(await sandbox.sendEvent({ ...genuine, ...spec })).map(({ status }) => status);
	const started = async () => (await executionsOf(session, workflow.id)).length;

	for (const forge of FORGERIES) {
		assert.deepEqual([forge, ...(await send({ forge }))], [forge, 401]);
	}
	const other = { provider, url, type: providersUnderTest[provider].webhook.otherEvent };
	assert.deepEqual(await statuses(stage, other), [200]);
	assert.equal(await started(), 0);

	assert.deepEqual(await send({}), [200]);
	const [id = '', ...more] = await executionsOf(session, workflow.id);
	assert.deepEqual(more, []);
	const execution = await waitForExecution(session, id);
	assert.equal(execution.status, 'success', execution.error);
	const items = outputsOf(execution, TRIGGER)[0] ?? [];
	assert.equal(items.length, 1);
	const { refundId: reported, status, amount, final } = items[0]?.json ?? {};
	assert.deepEqual(
		{ provider: items[0]?.json.provider, reported, status, amount, final },
		{ provider, reported: refundId, status: 'succeeded', amount: '12.50', final: true },
	);

	const { eventId } = sandbox.events().at(-1) ?? {};
	assert.deepEqual(
		(await sandbox.repeatEvent(eventId ?? '')).map((delivery) => delivery.status),
		[200],
	);
	assert.equal(await started(), 1);

	const crowd = { provider, url, refundId: quietRefund(stage.sandbox, provider), copies: 5 };
	assert.deepEqual(await statuses(stage, crowd), [200, 200, 200, 200, 200]);
	assert.equal(await started(), 2);
}

const statuses = async ({ sandbox }: Stage, spec: EventSpec) =>
	(await sandbox.sendEvent(spec)).map(({ status }) => status);

/** PayMongo's webhook follows the workflow: enabled, disabled, enabled, and always the same one. */
async function registersItself(
	{ sandbox, session }: Stage,
	workflow: SavedWorkflow,
	url: string,
): Promise<void> {
	const own = () =>
		sandbox
			.paymongoWebhooks()
			.filter((webhook) => webhook.url === url)
			.map(({ id, status }) => ({ id, status }));
	const [{ id } = { id: '' }] = own();
	assert.deepEqual(own(), [{ id, status: 'enabled' }]);
	await deactivate(session, workflow);
	assert.deepEqual(own(), [{ id, status: 'disabled' }]);
	await activate(session, workflow);
	assert.deepEqual(own(), [{ id, status: 'enabled' }]);
}

/** The editor's *Listen for test event*. */
async function listensForTests(
	stage: Stage,
	provider: ProviderName,
	workflow: SavedWorkflow,
	url: string,
): Promise<void> {
	const { session } = stage;
	const before = await executionsOf(session, workflow.id);
	const { waitingForWebhook } = await session.request<{ waitingForWebhook?: boolean }>(
		'POST',
		`workflows/${workflow.id}/run`,
		{ triggerToStartFrom: { name: TRIGGER } },
	);
	assert.equal(waitingForWebhook, true);
	const testUrl = url.replace('/webhook/', '/webhook-test/');
	const refundId = quietRefund(stage.sandbox, provider);
	assert.deepEqual(
		await statuses(stage, { provider, refundId, url: testUrl, forge: 'secret' }),
		[401],
	);
	assert.deepEqual(await statuses(stage, { provider, refundId, url: testUrl }), [200]);
	const [id = ''] = await executionsOf(session, workflow.id);
	assert.ok(!before.includes(id), 'the test event started nothing');
	const execution = await waitForExecution(session, id);
	assert.equal(outputsOf(execution, TRIGGER)[0]?.[0]?.json.refundId, refundId);
}

/** *Refund reported, tell the customer*: each outcome reaches the message that is meant for it. */
async function runsTheExample(stage: Stage): Promise<void> {
	const { session } = stage;
	const file = (await exampleWorkflows()).find(({ nodes }) =>
		nodes.some(({ type }) => type === 'n8n-nodes-refunds.refundTrigger'),
	);
	assert.ok(file, 'there is no example workflow with the trigger');
	const workflow = await importWorkflow(session, file, stage.credentials);
	await activate(session, workflow);
	const messages = { succeeded: 'Money is back', pending: 'On its way', failed: 'For the team' };
	for (const [status, node] of Object.entries(messages)) {
		const refundId = quietRefund(stage.sandbox, 'paymongo', 'pending');
		await statuses(stage, {
			provider: 'paymongo',
			refundId,
			type: 'payment.refund.updated',
			status: status as 'pending',
		});
		const execution = await newestAbout(stage, workflow, refundId);
		const [message] = outputsOf(execution, node)[0] ?? [];
		assert.equal(message?.json.refundId, refundId, `${status} did not reach "${node}"`);
		assert.match(String(message?.json.text), /PHP 12\.50/);
	}
	await deactivate(session, workflow);
}

/** The newest execution, which must be about this refund. */
async function newestAbout({ session }: Stage, workflow: SavedWorkflow, refundId: string) {
	const [id = ''] = await executionsOf(session, workflow.id);
	const execution = await waitForExecution(session, id);
	assert.equal(execution.status, 'success', execution.error);
	const [item] = outputsOf(execution, TRIGGER)[0] ?? [];
	assert.equal(item?.json.refundId, refundId);
	return execution;
}
