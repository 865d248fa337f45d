/** What verifying and reading one event costs, in this process, at each provider. */
import { parseJson } from '../../refunds/json';
import { sandboxCorpus } from '../../harness/webhooks/corpus';
import type { Genuine } from '../../harness/webhooks/webhookUnderTest';
import { median, printTable, spread } from '../table';

const LIMIT_MS = 0.2;
const ROUNDS = 7;
const EVENTS = 2_000;

/** @returns whether every provider stayed under the limit */
export async function benchVerification(): Promise<boolean> {
	const byProvider = new Map<string, Genuine[]>();
	for (const event of await sandboxCorpus()) {
		const { title } = event.provider;
		byProvider.set(title, [...(byProvider.get(title) ?? []), event]);
	}
	const took = new Map([...byProvider.keys()].map((title) => [title, [] as number[]]));
	for (let round = 0; round < ROUNDS; round += 1) {
		for (const [title, events] of byProvider) took.get(title)?.push(verifyAll(events));
	}
	printTable(
		`Verifying and reading one event: CPU milliseconds, median (least-most) of ${ROUNDS} runs of ${EVENTS} events`,
		['provider', 'variants', 'ms an event', `under ${LIMIT_MS} ms`],
		[...took].map(([title, times]) => [
			title,
			byProvider.get(title)?.length ?? 0,
			spread(times, 4),
			median(times) < LIMIT_MS ? 'yes' : 'NO',
		]),
	);
	return [...took.values()].every((times) => median(times) < LIMIT_MS);
}

/** Milliseconds of CPU an event. */
function verifyAll(events: Genuine[]): number {
	const started = process.cpuUsage();
	let read = 0;
	for (let index = 0; index < EVENTS; index += 1) {
		const { provider, delivery, settings } = events[index % events.length] as Genuine;
		if (!provider.webhook.verify(delivery, settings).ok) continue;
		const body = parseJson(delivery.rawBody.toString('utf8')) ?? null;
		if (provider.webhook.parse(body, settings.account).length > 0) read += 1;
	}
	const { user, system } = process.cpuUsage(started);
	if (read === 0) throw new Error('No event was read.');
	return (user + system) / 1000 / EVENTS;
}
