import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { idOf, node } from '../../../harness/n8n/draw';
import {
	activate,
	deactivate,
	importWorkflow,
	type SavedWorkflow,
} from '../../../harness/n8n/workflows';
import { quietRefund } from '../../support/quietRefund';
import type { Check } from '../check';
import type { Stage } from '../../../harness/stage';
import { atTheEditor } from './browser';
import { openNodeOf } from './canvas';
import { output, words } from './nodeView';

const TRIGGER = 'Refund Trigger';

export const triggerPanel: Check = {
	name: 'editor: the panel of the Refund Trigger shows the URLs to paste, and they work',
	async run(stage) {
		const { sandbox, session } = stage;
		const deliver = async (url: string) => {
			const refundId = quietRefund(sandbox, 'vesicash');
			const [delivery] = await sandbox.sendEvent({ provider: 'vesicash', refundId, url });
			assert.equal(delivery?.status, 200, `${url} did not take the event`);
			return refundId;
		};
		const workflow = await drawTrigger(stage);
		await atTheEditor(stage, async (page) => {
			await openTrigger(page, workflow);
			const help = await words(page.getByTestId('node-parameters'));
			assert.match(help, /copy the Production URL/);
			assert.match(help, /Paste it in the Vesicash dashboard/);

			const test = await showUrl(page, 'test');
			await page.getByTestId('trigger-execute-button').first().click();
			await page.getByTestId('trigger-listening').waitFor();
			const refundId = await deliver(test);
			await output(page).getByText(refundId).first().waitFor();

			const production = await showUrl(page, 'production');
			assert.notEqual(production, test);
			await activate(session, workflow);
			await deliver(production);
		});
		await deactivate(session, workflow);
	},
};

/** Saves a workflow with a trigger for Vesicash, where nothing registers itself. */
export async function drawTrigger({ session, credentials }: Stage) {
	return await importWorkflow(
		session,
		{
			name: 'Refund reported by Vesicash',
			nodes: [
				{
					...node(TRIGGER, 'n8n-nodes-refunds.refundTrigger', 1, {
						provider: 'vesicash',
						events: ['any'],
					}),
					credentials: { vesicashApi: { id: null, name: '' } },
				},
			],
			connections: {},
		},
		credentials,
	);
}

export const openTrigger = (page: Page, { id }: SavedWorkflow): Promise<void> =>
	openNodeOf(page, id, idOf(TRIGGER));

/** Shows one of the URLs under Webhook URLs and gives it. */
export async function showUrl(page: Page, which: 'test' | 'production'): Promise<string> {
	const urls = page.locator('.webhooks');
	const choice = urls.getByTestId(`radio-button-${which}`);
	if (!(await choice.isVisible())) await urls.getByText('Webhook URLs').click();
	await choice.click();
	const path = which === 'test' ? '/webhook-test/' : '/webhook/';
	const url = urls.locator('.webhook-url').filter({ hasText: path });
	await url.waitFor();
	return await words(url);
}
