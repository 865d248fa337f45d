/** What a person does on n8n's canvas and in its node panel. */
import type { Locator, Page } from 'playwright-core';

export async function openNewWorkflow(page: Page): Promise<void> {
	await page.goto('/workflow/new');
	await page.getByTestId('canvas-add-button').waitFor();
}

/** Opens one node of a saved workflow. */
export async function openNodeOf(page: Page, workflowId: string, nodeId: string): Promise<void> {
	await page.goto(`/workflow/${workflowId}/${nodeId}`);
	await page.getByTestId('ndv').waitFor();
}

/** Opens a node that is on the canvas. */
export async function openNode(page: Page, name: string): Promise<void> {
	await nodeOnCanvas(page, name).dblclick();
	await page.getByTestId('ndv').waitFor();
}

export async function closeNode(page: Page): Promise<void> {
	await page.getByTestId('ndv-close-button').click();
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
}

const nodeOnCanvas = (page: Page, name: string): Locator =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

/** An output of a node on the canvas, with its label. */
export const outputOnCanvas = (page: Page, node: string, index: number): Locator =>
	page.locator(
		`[data-test-id="canvas-node-output-handle"][data-node-name="${node}"][data-index="${index}"]`,
	);

/** Opens the node panel and types these words; for the next step after an output, if one is given. */
export async function searchNodes(page: Page, words: string, after?: Locator): Promise<Locator> {
	const plus = after?.getByTestId('canvas-handle-plus');
	await (plus ?? page.getByTestId('node-creator-plus-button')).click();
	const panel = page.getByTestId('node-creator');
	await panel.getByTestId('node-creator-search-bar').fill(words);
	return panel;
}

/** Adds the trigger that runs a workflow by hand; gives its name. */
export async function addManualTrigger(page: Page): Promise<string> {
	await page.getByTestId('canvas-plus-button').click();
	await itemNamed(page.getByTestId('node-creator'), 'Trigger manually').click();
	const node = page.getByTestId('canvas-node').first();
	await node.waitFor();
	return (await node.getAttribute('data-node-name')) ?? '';
}

/** Adds a node by one of its actions; it opens. */
export async function addAction(
	page: Page,
	node: string,
	action: string,
	after: Locator,
): Promise<void> {
	const panel = await searchNodes(page, node, after);
	await itemNamed(panel, node).click();
	await itemNamed(panel, action).click();
	await page.getByTestId('ndv').waitFor();
}

/** Adds a node that has no actions to choose from; it opens, and is closed again. */
export async function addNode(page: Page, node: string, after: Locator): Promise<void> {
	const panel = await searchNodes(page, node, after);
	await itemNamed(panel, node).click();
	await page.getByTestId('ndv').waitFor();
	await closeNode(page);
}

/** An entry of the node panel. */
export const itemNamed = (panel: Locator, name: string): Locator =>
	panel.getByTestId('node-creator-item-name').filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) });

/** Runs the workflow and waits until a node of it has run. */
export async function executeWorkflow(page: Page, lastNode: string): Promise<void> {
	await page.getByTestId('execute-workflow-button').first().click();
	await nodeOnCanvas(page, lastNode).getByTestId('canvas-node-status-success').waitFor();
}
