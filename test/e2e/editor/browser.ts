import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import { owner } from '../../../harness/n8n/session';
import { ensureTool } from '../../../harness/services/tools';
import type { Stage } from '../../../harness/stage';

// As n8n's editor names it.
selectors.setTestIdAttribute('data-test-id');

/** A busy machine takes its time; nothing here is about speed. */
const PATIENCE_MS = 60_000;
const LOAD_PATIENCE_MS = 120_000;

const TOOL = {
	name: 'Chromium',
	candidates: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
	package: 'chromium',
};

/** Nothing but the pages it is sent to. */
const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-dev-shm-usage',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** n8n ties the login to what the browser calls itself. */
const BROWSER_ID = 'n8n-nodes-refunds-editor';

/** How much of the text on the screen a failure quotes. */
const QUOTED = 1500;

/**
 * Opens n8n's editor in a headless browser, signed in as its owner, and closes it afterwards. When
 * something fails, the message quotes what was on the screen and names a picture of it.
 */
export async function atTheEditor(
	{ n8n }: Pick<Stage, 'n8n'>,
	use: (page: Page) => Promise<void>,
): Promise<void> {
	const executablePath = await ensureTool(TOOL);
	const browser = await chromium.launch({
		executablePath,
		args: ARGUMENTS,
		timeout: LOAD_PATIENCE_MS,
	});
	try {
		const page = await signedIn(browser, n8n.url);
		await use(page).catch(async (error: Error) => {
			throw new Error(`${error.message}\n${await screenOf(page)}`, { cause: error });
		});
	} finally {
		await browser.close();
	}
}

async function signedIn(browser: Browser, url: string): Promise<Page> {
	const context = await browser.newContext({
		baseURL: url,
		viewport: { width: 1400, height: 900 },
		colorScheme: 'light',
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(PATIENCE_MS);
	context.setDefaultNavigationTimeout(LOAD_PATIENCE_MS);
	// By request instead of by the form, which would load the whole editor once more.
	const answer = await context.request.post('/rest/login', {
		headers: { 'browser-id': BROWSER_ID },
		data: { emailOrLdapLoginId: owner.email, password: owner.password },
	});
	if (!answer.ok()) throw new Error(`n8n let nobody in: ${answer.status()} ${await answer.text()}`);
	await context.addInitScript(`localStorage.setItem('n8n-browserId', '${BROWSER_ID}')`);
	return await context.newPage();
}

async function screenOf(page: Page): Promise<string> {
	const path = join(mkdtempSync(join(tmpdir(), 'n8n-nodes-refunds-editor-')), 'screen.png');
	try {
		const words = await page.locator('body').innerText({ timeout: 5_000 });
		await page.screenshot({ path, timeout: 10_000 });
		return `On the screen (${path}): ${words.replaceAll(/\s+/g, ' ').slice(-QUOTED)}`;
	} catch (error) {
		return `What was on the screen could not be read: ${(error as Error).message}`;
	}
}
