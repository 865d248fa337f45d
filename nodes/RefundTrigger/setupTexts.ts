/** What to set up at each provider, in the words people find in its dashboard. */

const TEST_URL = 'While you test, use the Test URL. It works only while n8n listens.';

export const payMongoSetup =
	'Nothing to paste: publishing this workflow registers its webhook at PayMongo, and unpublishing it disables it. ' +
	'PayMongo must reach n8n over public HTTPS. ' +
	'Test keys get test events only, live keys live ones.';

export const rapydSetup = steps(
	'Tell Rapyd where to send events:',
	'Open Webhook URLs above and copy the Production URL.',
	'In Rapyd’s Client Portal under Developers › Webhooks › Management, paste it and tick Refund Completed, Refund Rejected, Refund Failed and Refund Updated.',
	'Rapyd has one URL for the whole account. Events that are not about refunds are answered and dropped.',
	'If Rapyd reaches n8n under another address, add the option Public URL, because Rapyd signs the URL too.',
	TEST_URL,
);

export function mobileMoneySetup(title: string): string {
	return steps(
		`Tell ${title} where to send events:`,
		'Open Webhook URLs above and copy the Production URL.',
		`Paste it in the ${title} dashboard, which has one for test and one for live. Or give it to a single refund as its option Webhook URL.`,
		'The credential needs the Webhook Secret. Without it every event is refused.',
		TEST_URL,
	);
}

/** The editor shows of a notice's HTML only lists and links. */
function steps(before: string, ...entries: string[]): string {
	return `${before}<ul>${entries.map((entry) => `<li>${entry}</li>`).join('')}</ul>`;
}
