/** What a person does in an open node: parameters in the middle, its output on the right. */
import type { Locator, Page } from 'playwright-core';

const parameter = (page: Page, name: string): Locator =>
	page.getByTestId(`parameter-input-${name}`);

/** Turns a switch on or off. */
export async function flip(page: Page, name: string): Promise<void> {
	await parameter(page, name).locator('.el-switch').click();
}

/** Types an expression into a text parameter. */
export async function typeExpression(page: Page, name: string, value: string): Promise<void> {
	await parameter(page, name).hover();
	await page
		.getByTestId(`${name}-parameter-input-options-container`)
		.getByTestId('radio-button-expression')
		.click();
	// The field is drawn anew as an expression; what is typed before that is lost.
	const preview = page.getByTestId(`parameter-expression-preview-${name}`);
	await preview.getByText('[empty]').waitFor();
	await typeCode(page, parameter(page, name), value);
	await preview.getByText('[empty]').waitFor({ state: 'detached' });
}

/** Types an expression as the ID of something that could be chosen from a list. */
export async function typeIdExpression(page: Page, name: string, value: string): Promise<void> {
	await parameter(page, name).getByTestId('rlc-mode-selector').click();
	await page.getByTestId('mode-id').click();
	await typeExpression(page, name, value);
}

/** Gives a trigger these items, as a person does who has no real ones yet. */
export async function setMockData(page: Page, items: object[]): Promise<void> {
	const panel = output(page);
	await panel.getByText('set mock data').click();
	await typeCode(page, panel, JSON.stringify(items, null, 2));
	await panel.getByRole('button', { name: 'Save' }).click();
	await panel.locator('.cm-content').waitFor({ state: 'detached' });
}

/** Replaces what is in the code editor of a part of the page. */
async function typeCode(page: Page, part: Locator, text: string): Promise<void> {
	await part.locator('.cm-content').click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText(text);
}

export const executeStep = (page: Page): Promise<void> =>
	page.getByTestId('node-execute-button').click();

export const output = (page: Page): Locator => page.getByTestId('output-panel');

/** Of a refund record: n8n draws a record little by little. */
export const LAST_FIELD = 'protection';

/**
 * Shows one of the outputs of a node that has two, as JSON, and gives what stands there once these
 * words are among it.
 */
export async function readBranch(page: Page, name: string, text: string): Promise<string> {
	const panel = output(page);
	await panel
		.getByTestId('branches')
		.getByText(new RegExp(`^\\s*${name}`))
		.click();
	await panel.getByTestId('radio-button-json').click();
	const data = panel.getByTestId('ndv-data-container');
	await data.filter({ hasText: text }).filter({ hasText: LAST_FIELD }).waitFor();
	return await words(data);
}

/** Text on the screen, in one line. */
export async function words(part: Locator): Promise<string> {
	return (await part.innerText()).replaceAll(/\s+/g, ' ').trim();
}
