/** Parts of the Refund Trigger's set-up that more than one provider has. */
import type { INodeProperties } from 'n8n-workflow';

/** Credential fields of providers that give each webhook a secret of its own. */
export const webhookSecrets = {
	webhookSecret: 'Webhook Secret',
	previousWebhookSecret: 'Previous Webhook Secret',
};

/** Where the provider is told the URL by n8n, or signs it. */
export const publicUrlOption: INodeProperties = {
	displayName: 'Public URL',
	name: 'publicUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/…',
	description:
		'The whole URL by which the provider reaches this trigger, if it is not the Production URL above, e.g. behind a reverse proxy',
};

/** What to do at a provider where a person pastes the URL, in the words of its dashboard. */
export function pasteUrlNotice(title: string, ...steps: string[]): string {
	return (
		`Tell ${title} where to send events:` +
		// The editor shows of a notice's HTML only lists and links.
		`<ul>${[
			'Open Webhook URLs above and copy the Production URL.',
			...steps,
			'While you test, use the Test URL. It works only while n8n listens.',
		]
			.map((entry) => `<li>${entry}</li>`)
			.join('')}</ul>`
	);
}
