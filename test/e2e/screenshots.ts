/** `npm run screenshots`: the pictures of the README, taken in a real n8n, in light and dark. */
import { mkdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { buildPackage } from '../../harness/n8n/build';
import { projectFolder } from '../../harness/runtime/folder';
import { ensureRuntime } from '../../harness/runtime/install';
import { atTheEditor } from './editor/browser';
import { addNode, executeWorkflow, openNode, outputOnCanvas } from './editor/canvas';
import { CHECK, drawRefunds, REFUND } from './editor/newUser';
import { findNodes } from './editor/nodePanel';
import { output, readBranch } from './editor/nodeView';
import { drawTrigger, openTrigger, showUrl } from './editor/triggerPanel';
import { regularMode, type Stage } from '../../harness/stage';

const FOLDER = join(projectFolder, 'docs', 'images');

const TICKETS = [
	{ ticket: 'T-1042', payment: 'pay_later_1042', amount: '12.50' },
	{ ticket: 'T-1043', payment: 'pay_disputed_1043', amount: '99.00' },
];

/** Passing messages and the tabs of neighbouring nodes would lie over what is pictured. */
const STYLE = '.el-notification, [data-test-id=floating-nodes] { display: none !important }';

async function takePictures(stage: Stage, page: Page): Promise<void> {
	await page.setViewportSize({ width: 1280, height: 800 });
	const panel = await findNodes(page);
	await take(page, 'nodes', [panel.getByTestId('item-iterator-item')], 12);

	await drawRefunds(page, TICKETS);
	await addNode(page, 'No Operation, do nothing', outputOnCanvas(page, REFUND, 1));
	await executeWorkflow(page, CHECK);
	await take(page, 'workflow', [page.getByTestId('canvas-node')], 72);

	await openNode(page, REFUND);
	await readBranch(page, 'Refunded', 'T-1042');
	// Away from the fields: they show more while the pointer is on them.
	await page.mouse.move(0, 0);
	const reference = page.getByTestId('parameter-expression-preview-reference');
	await take(page, 'refund', [page.getByTestId('parameter-item').first(), reference], 12);
	const record = output(page).locator('.vjs-tree-node');
	await take(page, 'outcome', [output(page).getByTestId('run-data-hints'), record], 0);

	await openTrigger(page, await drawTrigger(stage));
	await showUrl(page, 'production');
	await take(page, 'trigger', [page.locator('.webhooks'), page.locator('.notice')], 12);
}

/** Takes a picture of parts of the page, with a margin (px), in both themes; says where it is. */
async function take(page: Page, name: string, parts: Locator[], margin: number): Promise<void> {
	const clip = await around(parts, margin);
	for (const [colorScheme, suffix] of [
		['dark', '.dark'],
		['light', ''],
	] as const) {
		await page.emulateMedia({ colorScheme });
		const path = join(FOLDER, `${name}${suffix}.png`);
		await page.screenshot({ path, clip, style: STYLE, animations: 'disabled' });
		console.log(`${relative(projectFolder, path)} ${Math.round(statSync(path).size / 1024)} kB`);
	}
}

/** The smallest rectangle with all of these in it, and a margin around them. */
async function around(parts: Locator[], margin: number) {
	const all = (await Promise.all(parts.map((part) => part.all()))).flat();
	const boxes = (await Promise.all(all.map((part) => part.boundingBox()))).filter(
		(box) => box !== null,
	);
	const x = Math.min(...boxes.map((box) => box.x)) - margin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + margin;
	return { x, y, width: right - x, height: bottom - y };
}

async function main(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	console.log('Building the package, and installing n8n where it is missing …');
	await buildPackage();
	const stage = await regularMode(await ensureRuntime(console.log));
	try {
		await atTheEditor(stage, async (page) => await takePictures(stage, page));
	} finally {
		await stage.stop();
	}
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(`\n${error.message}`);
		process.exit(1);
	},
);
