/** One delivery: verified, sorted, and passed on as items. */
import {
	sleep,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { judge } from '../../refunds/webhooks/eventMemory';
import { asArray, parseJson, type Json } from '../../refunds/json';
import { maskPhones } from '../../refunds/privacy';
import type { RefundProvider } from '../../refunds/provider';
import type { RefundStatus } from '../../refunds/refund';
import type {
	Delivery,
	RefundEvent,
	Verification,
	VerificationSettings,
} from '../../refunds/webhooks/webhook';
import { simplified } from '../simplify';
import { confirm, type ConfirmedEvent } from './confirm';
import { readDelivery, readVerification } from './delivery';
import { responseOf } from './http';
import { providerNodeOf } from './parameters';
import { seenEvents } from './seenEvents';

/** What counts as each choice of Trigger On, by the refund's own status; `any` is everything. */
const TRIGGER_ON: Readonly<Record<string, readonly RefundStatus[]>> = {
	failed: ['failed', 'canceled'],
	pending: ['pending', 'requires_action'],
	reversed: ['reversed'],
	succeeded: ['succeeded'],
};

/**
 * Milliseconds that a delivery waits for n8n to start the workflow of another one that tells the
 * same; providers wait 30 s for an answer.
 */
const LONGEST_WAIT = 3_000;
const PAUSE = 50;

/**
 * Answers 401 to what is not genuine, 200 to what is genuine and no news, 503 where that is not
 * known yet, and starts the workflow for the rest. Never throws for what a stranger sends: that
 * would be a failed execution.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { provider } = providerNodeOf.call(this);
	const delivery = await readDelivery.call(this);
	const { settings, verification } = await verify.call(this, provider, delivery);
	if (!verification.ok) return refuse.call(this, provider.title, verification.why);
	const body = parseJson(delivery.rawBody?.toString('utf8') ?? '');
	if (body === undefined) return drop.call(this, provider.title, 'its body cannot be read');
	const events = provider.webhook.parse(body, settings.account);
	const about = provider.webhook.refundEventIn(body);
	if (events.length === 0 && about !== null) {
		return drop.call(this, provider.title, `no refund can be read in its event ${about}`);
	}
	this.logger.debug(
		`Refund Trigger: a delivery by ${provider.title} with ${events.length} refund events matches the ${verification.matched}`,
	);
	const emitted = await sift.call(this, events);
	if (emitted === null) return answer.call(this, 503);
	if (emitted.length === 0) return {};
	return { workflowData: [emitted.map((event) => itemOf.call(this, event, body))] };
}

/** With the credential as it was read lately; where that does not fit, as it is now. */
async function verify(
	this: IWebhookFunctions,
	provider: RefundProvider,
	delivery: Delivery,
): Promise<{ settings: VerificationSettings; verification: Verification }> {
	const settings = await readVerification.call(this, false);
	const verification = provider.webhook.verify(delivery, settings);
	if (verification.ok) return { settings, verification };
	const now = await readVerification.call(this, true);
	return { settings: now, verification: provider.webhook.verify(delivery, now) };
}

/** Writes the status itself: n8n has no return value for it, and throwing would be an execution. */
function answer(this: IWebhookFunctions, status: number): IWebhookResponseData {
	responseOf.call(this).status(status).send().end();
	return { noWebhookResponse: true };
}

function refuse(this: IWebhookFunctions, title: string, why: string): IWebhookResponseData {
	const { name } = this.getNode();
	this.logger.warn(`"${name}" refused a delivery that claims to be by ${title}: ${why}`);
	return answer.call(this, 401);
}

/** Sent again it would be the same, so it is answered; only the log can tell a person. */
function drop(this: IWebhookFunctions, title: string, why: string): IWebhookResponseData {
	const { name } = this.getNode();
	this.logger.warn(
		`"${name}" dropped a genuine delivery by ${title}: ${why}. Look into ${title}'s dashboard for what it reports.`,
	);
	return {};
}

/**
 * The events that are news and wanted. What is dropped here on purpose is remembered too.
 * @returns null where it is not known yet whether they are news
 */
async function sift(
	this: IWebhookFunctions,
	events: RefundEvent[],
): Promise<ConfirmedEvent[] | null> {
	const memory = seenEvents.call(this);
	const { seen } = memory.known();
	const confirmed: ConfirmedEvent[] = [];
	for (const event of events) {
		if (!seen.includes(event.eventId)) confirmed.push(await confirm.call(this, event));
	}
	if (confirmed.length === 0) return [];
	for (let waited = 0; memory.isOpen(confirmed); waited += PAUSE) {
		if (waited >= LONGEST_WAIT) return null;
		await sleep(PAUSE);
	}
	// From here on nothing waits: another delivery would come in between.
	const before = memory.known();
	const news = confirmed.filter((event) => judge(before, event) === 'news');
	const wanted = news.filter(({ refund }) => isWanted.call(this, refund.status));
	memory.keep(confirmed, wanted.length > 0);
	for (const event of news) if (!wanted.includes(event)) noteUnknown.call(this, event);
	return wanted;
}

/** No choice but Any stands for a status that is not known: without a word nobody would hear of it. */
function noteUnknown(this: IWebhookFunctions, { refund }: ConfirmedEvent): void {
	if (refund.status !== 'unknown') return;
	const { name } = this.getNode();
	const named = refund.refundId === null ? 'a refund without an ID' : `refund ${refund.refundId}`;
	this.logger.warn(
		`"${name}" started nothing for ${named}: its status ${JSON.stringify(refund.providerStatus)} is not known here. Choose Any under Trigger On to be told of such events.`,
	);
}

function isWanted(this: IWebhookFunctions, status: RefundStatus): boolean {
	const events = asArray(this.getNodeParameter('events', []));
	return events.some((event) => event === 'any' || TRIGGER_ON[String(event)]?.includes(status));
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
			...(simplify ? {} : { rawEvent: maskPhones(body) }),
		},
	};
}
