import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import { sandboxCredentials } from '../../../harness/n8n/sandboxCredentials';
import type { Check } from '../check';
import { everyProvider } from '../../../harness/providers';
import { atTheEditor } from './browser';
import { words } from './nodeView';

export const credentialDialogs: Check = {
	name: 'editor: the credential dialog tells good keys from bad ones, and says what to do',
	async run(stage) {
		await atTheEditor(stage, async (page) => {
			await page.goto('/home/credentials');
			for (const { type, data } of sandboxCredentials(stage.sandbox.origin)) {
				const provider = everyProvider.find(({ credentialType }) => credentialType === type);
				assert.ok(provider, `no provider for ${type}`);
				const dialog = await newCredential(page, `${provider.title} API`);
				// The wrong key first: what stays is a credential that works.
				await fillIn(page, dialog, { ...data, [provider.secretField]: 'wrong' });
				assert.match(await refusalIn(dialog), provider.refusesKeys);

				await fillIn(page, dialog, { [provider.secretField]: data[provider.secretField] });
				await successIn(dialog).waitFor();
				await closeDialog(page, dialog);
			}
		});
	},
};

/** Opens the dialog for a new credential, from the list of credentials. */
async function newCredential(page: Page, title: string): Promise<Locator> {
	await page.getByTestId('add-resource-credential').first().click();
	await page.getByTestId('new-credential-type-select').locator('input').fill(title);
	await page.getByTestId('new-credential-type-select-option').filter({ hasText: title }).click();
	await page.getByTestId('new-credential-type-button').click();
	return await credentialDialog(page);
}

/** The dialog in which a credential is edited, once n8n has given it the name it is saved by. */
export async function credentialDialog(page: Page): Promise<Locator> {
	const dialog = page
		.getByRole('dialog')
		.filter({ has: page.getByTestId('credential-edit-dialog') });
	await dialog.getByTestId('credential-name').filter({ hasText: 'account' }).waitFor();
	return dialog;
}

/** Fills in fields and saves, which tests the credential. */
export async function fillIn(
	page: Page,
	dialog: Locator,
	data: Record<string, unknown>,
): Promise<void> {
	for (const [name, value] of Object.entries(data)) {
		const field = dialog.getByTestId(`parameter-input-${name}`);
		if (name === 'environment') {
			await field.locator('input').click();
			await page.getByRole('option', { name: 'Custom' }).click();
		} else {
			await field.locator('input').fill(String(value));
		}
	}
	await dialog.getByTestId('credential-save-button').click();
}

/** What the dialog says about keys that were not taken. */
async function refusalIn(dialog: Locator): Promise<string> {
	await dialog.getByText('Couldn’t connect with these settings').waitFor();
	const more = dialog.getByText('More details');
	if (await more.isVisible()) await more.click();
	return await words(dialog);
}

const successIn = (dialog: Locator): Locator =>
	dialog.getByTestId('credentials-config-container-test-success').filter({ visible: true });

async function closeDialog(page: Page, dialog: Locator): Promise<void> {
	await page.keyboard.press('Escape');
	await dialog.waitFor({ state: 'hidden' });
}
