import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import type { Check } from '../check';
import { paymentId } from '../../../harness/providers';
import { atTheEditor } from './browser';
import {
	addAction,
	addManualTrigger,
	closeNode,
	executeWorkflow,
	openNewWorkflow,
	openNode,
	outputOnCanvas,
} from './canvas';
import { credentialDialog, fillIn } from './credentialDialogs';
import {
	flip,
	LAST_FIELD,
	output,
	readBranch,
	setMockData,
	typeExpression,
	typeIdExpression,
	words,
} from './nodeView';

interface Ticket {
	ticket: string;
	payment: string;
	amount: string;
}

/** n8n names a node after its action. */
export const REFUND = 'Create a refund';
export const CHECK = 'Get a refund';

export const newUser: Check = {
	name: 'editor: a new user draws refund, check and result, runs it and reads both outputs',
	async run(stage) {
		const tickets = [
			ticket('T-1042', paymentId('paymongo', 'later', 'editor'), '12.50'),
			ticket('T-1043', paymentId('paymongo', 'declined', 'editor'), '99.00'),
		];
		await atTheEditor(stage, async (page) => {
			await drawRefunds(page, tickets);
			await openNode(page, REFUND);
			await makeCredential(page, {
				secretKey: stage.sandbox.keys.paymongo.secretKey,
				baseUrl: stage.sandbox.origin,
			});
			await closeNode(page);
			await executeWorkflow(page, CHECK);

			await openNode(page, REFUND);
			const refunded = await readBranch(page, 'Refunded', 'T-1042');
			assert.match(refunded, /"status": ?"pending"/);
			assert.doesNotMatch(refunded, /T-1043/);
			const notRefunded = await readBranch(page, 'Not Refunded', 'T-1043');
			assert.match(notRefunded, /"status": ?"failed"/);
			assert.doesNotMatch(notRefunded, /T-1042/);
			await closeNode(page);

			await openNode(page, CHECK);
			const panel = output(page);
			await panel.filter({ hasText: LAST_FIELD }).waitFor();
			const outcome = await words(panel);
			assert.match(outcome, /succeeded/);
			assert.match(outcome, /12\.50/);
		});
		const moved = stage.sandbox
			.refunds()
			.filter(({ paymentId: id }) => tickets.some(({ payment }) => payment === id));
		assert.equal(moved.length, 1, 'the sandbox saw another number of refunds');
	},
};

const ticket = (name: string, payment: string, amount: string): Ticket => ({
	ticket: name,
	payment,
	amount,
});

/** Draws tickets → refund → check of its outcome in a new workflow. */
export async function drawRefunds(page: Page, tickets: Ticket[]): Promise<void> {
	await openNewWorkflow(page);
	const trigger = await addManualTrigger(page);
	await openNode(page, trigger);
	await setMockData(page, tickets);
	await closeNode(page);

	await addAction(page, 'PayMongo', 'Create a refund', outputOnCanvas(page, trigger, 0));
	await typeIdExpression(page, 'paymentId', '{{ $json.payment }}');
	await typeExpression(page, 'amount', '{{ $json.amount }}');
	await typeExpression(page, 'reference', '{{ $json.ticket }}');
	await closeNode(page);

	await addAction(page, 'PayMongo', 'Get a refund', outputOnCanvas(page, REFUND, 0));
	await typeIdExpression(page, 'refundId', '{{ $json.refundId }}');
	await flip(page, 'waitForOutcome');
	await closeNode(page);
}

/** Makes a credential from the open node, which then has it. */
async function makeCredential(page: Page, data: Record<string, string>): Promise<void> {
	const chosen = page.getByTestId('node-credentials-select').locator('input');
	const before = await chosen.inputValue();
	await chosen.click();
	await page.getByTestId('node-credentials-select-item-new').click();
	const dialog = await credentialDialog(page);
	await fillIn(page, dialog, data);
	// Opened from a node, the dialog closes by itself when the provider takes the keys.
	await dialog.waitFor({ state: 'hidden' });
	assert.notEqual(await chosen.inputValue(), before, 'the node has not got the new credential');
}
