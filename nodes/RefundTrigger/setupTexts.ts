/** What to set up at each provider, in the words people find in its dashboard. */

const TEST_URL = 'While you test, use the Test URL instead; it works only while n8n listens.';

export const payMongoSetup =
	'Nothing to paste: publishing this workflow registers its webhook at PayMongo, and unpublishing it disables it. ' +
	'PayMongo must reach n8n over public HTTPS. ' +
	'Test keys get test events only, live keys live ones.';

export const rapydSetup =
	'Tell Rapyd where to send events: copy the <b>Production URL</b> (open <b>Webhook URLs</b> above). In the Client Portal under ' +
	'<b>Developers › Webhooks › Management</b>, paste it and tick <b>Refund Completed</b>, <b>Refund Rejected</b>, <b>Refund Failed</b> and <b>Refund Updated</b>.' +
	'<br><br>Rapyd has one URL for the whole account; events that are not about refunds are answered and dropped. ' +
	`If Rapyd reaches n8n under another address, add the option <b>Public URL</b>, because Rapyd signs the URL too. ${TEST_URL}`;

export function mobileMoneySetup(title: string): string {
	return (
		`Tell ${title} where to send events: copy the <b>Production URL</b> (open <b>Webhook URLs</b> above) and paste it ` +
		`in the ${title} dashboard, which has one for test and one for live. Or give it to a single refund as its <b>Webhook URL</b>.` +
		`<br><br>The credential needs the <b>Webhook Secret</b>; without it every event is refused. ${TEST_URL}`
	);
}
