/** What to set up at each provider, in the words people find in its dashboard. */

const TEST_URL = 'While you test, use the Test URL instead; it works only while n8n listens.';

export const payMongoSetup =
	'Nothing to paste: publishing this workflow registers its webhook at PayMongo, and unpublishing it disables it. ' +
	'PayMongo must reach n8n over public HTTPS. ' +
	'Test keys get test events only, live keys live ones.';

export const rapydSetup =
	'Rapyd cannot be told by n8n where to send events. In its Client Portal, open <b>Developers › Webhooks › Management</b>, ' +
	'paste the <b>Production URL</b> from the top of this panel and tick <b>Refund Completed</b>, <b>Refund Rejected</b>, <b>Refund Failed</b> and <b>Refund Updated</b>. ' +
	'Rapyd has one URL for the whole account: events that are not about refunds are answered and dropped. ' +
	`If Rapyd reaches n8n under another address, add the option <b>Public URL</b>, because Rapyd signs the URL too. ${TEST_URL}`;

export function mobileMoneySetup(title: string): string {
	return (
		`${title} cannot be told by n8n where to send events. Paste the <b>Production URL</b> from the top of this panel ` +
		`in the ${title} dashboard (it has one for test and one for live), or give it to a single refund as its <b>Webhook URL</b>. ` +
		`The credential needs the <b>Webhook Secret</b>; without it every event is refused. ${TEST_URL}`
	);
}
