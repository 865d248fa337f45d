import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import { everyProvider } from '../../../harness/providers';
import type { Check } from '../check';
import { atTheEditor } from './browser';
import { itemNamed, openNewWorkflow, searchNodes } from './canvas';

/** n8n leaves the word Trigger out. */
const NODES = [...everyProvider.map(({ title }) => title), 'Refund'].sort();

export const nodePanel: Check = {
	name: 'editor: searching "refund" finds the nodes, with their icons in light and dark',
	async run(stage) {
		await atTheEditor(stage, async (page) => {
			const panel = await findNodes(page);
			const names = await panel.getByTestId('node-creator-item-name').allInnerTexts();
			assert.deepEqual(names.map((name) => name.trim()).sort(), NODES);

			const light = await iconsIn(panel);
			await page.emulateMedia({ colorScheme: 'dark' });
			await panel.locator('img[src$=".dark.svg"]:visible').first().waitFor();
			const dark = await iconsIn(panel);
			assert.deepEqual(
				dark,
				light.map((file) => file.replace(/\.svg$/, '.dark.svg')),
			);
		});
	},
};

/** Looks for "refund" in the node panel of a new workflow. */
export async function findNodes(page: Page): Promise<Locator> {
	await openNewWorkflow(page);
	const panel = await searchNodes(page, 'refund');
	await itemNamed(panel, 'PayMongo').waitFor();
	return panel;
}

/** What is used of the browser's own type, which development code does not know. */
interface DrawnImage {
	src: string;
	naturalWidth: number;
	decode(): Promise<void>;
}

/** The files of the icons; each must have been drawn. */
async function iconsIn(panel: Locator): Promise<string[]> {
	const icons = await panel.locator('img:visible').all();
	assert.equal(icons.length, NODES.length, 'nodes without an icon');
	return await Promise.all(
		icons.map(async (icon) => {
			const { src, width } = await icon.evaluate(async (image: DrawnImage) => {
				await image.decode();
				return { src: image.src, width: image.naturalWidth };
			});
			assert.ok(width > 0, `${src} was not drawn`);
			return src;
		}),
	);
}
