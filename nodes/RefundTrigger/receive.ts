/** One delivery: verified, sorted, and passed on as items. */
import type {
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
	IDataObject,
} from 'n8n-workflow';

import { judge } from '../../refunds/webhooks/eventMemory';
import { parseJson, type Json, type JsonObject } from '../../refunds/json';
import { maskPhones } from '../../refunds/privacy';
import type { RefundStatus } from '../../refunds/refund';
import type { RefundEvent } from '../../refunds/webhooks/webhook';
import { simplified } from '../simplify';
import { confirm, type ConfirmedEvent } from './confirm';
import { readDelivery, readVerification } from './delivery';
import { providerNodeOf } from './parameters';
import { openMemory } from './staticData';

/** What counts as each choice of Trigger On, by the refund's own status; `any` is everything. */
const TRIGGER_ON: Readonly<Record<string, readonly RefundStatus[]>> = {
	failed: ['failed', 'canceled'],
	pending: ['pending', 'requires_action'],
	reversed: ['reversed'],
	succeeded: ['succeeded'],
};

/**
 * Answers 401 to what is not genuine, 200 to what is genuine and no news, and starts the workflow
 * for the rest. Never throws for what a stranger sends: that would be a failed execution.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { provider } = providerNodeOf.call(this);
	const delivery = await readDelivery.call(this);
	const settings = await readVerification.call(this);
	const verification = provider.webhook.verify(delivery, settings);
	if (!verification.ok) return refuse.call(this, provider.title, verification.why);
	const body = parseJson(delivery.rawBody?.toString('utf8') ?? '') ?? null;
	const events = provider.webhook.parse(body, settings.account);
	this.logger.debug(
		`Refund Trigger: a delivery by ${provider.title} with ${events.length} refund events matches the ${verification.matched}`,
	);
	const emitted = await sift.call(this, events);
	if (emitted.length === 0) return {};
	return { workflowData: [emitted.map((event) => itemOf.call(this, event, body))] };
}

/** Writes the 401 itself: n8n has no return value for it, and throwing would be an execution. */
function refuse(this: IWebhookFunctions, title: string, why: string): IWebhookResponseData {
	const { name } = this.getNode();
	this.logger.warn(`"${name}" refused a delivery that claims to be by ${title}: ${why}`);
	this.getResponseObject().status(401).send().end();
	return { noWebhookResponse: true };
}

/** The events that are news and wanted. What is dropped here on purpose is remembered too. */
async function sift(this: IWebhookFunctions, events: RefundEvent[]): Promise<ConfirmedEvent[]> {
	const memory = openMemory.call(this);
	const { seen } = memory.recall();
	const confirmed: ConfirmedEvent[] = [];
	for (const event of events) {
		if (!seen.includes(event.eventId)) confirmed.push(await confirm.call(this, event));
	}
	if (confirmed.length === 0) return [];
	// Another delivery may have come while the provider was asked. From here on nothing waits.
	const before = memory.recall();
	memory.keep(confirmed);
	const news = confirmed.filter((event) => judge(before, event) === 'news');
	return news.filter(({ refund }) => isWanted.call(this, refund.status));
}

function isWanted(this: IWebhookFunctions, status: RefundStatus): boolean {
	const events = this.getNodeParameter('events', []) as string[];
	return events.some((event) => event === 'any' || TRIGGER_ON[event]?.includes(status));
}

function itemOf(this: IWebhookFunctions, event: ConfirmedEvent, body: Json): INodeExecutionData {
	const { eventId, eventType, confirmed, refund } = event;
	const simplify = this.getNodeParameter('simplify', true) === true;
	return {
		json: {
			...simplified(refund, simplify),
			eventId,
			eventType,
			receivedAt: new Date().toISOString(),
			confirmed,
			...(simplify ? {} : { rawEvent: maskPhones(body as JsonObject) as IDataObject }),
		},
	};
}
