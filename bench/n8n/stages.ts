/** What is measured on a running n8n: refunds, and events of a provider. */
import type { WorkflowFile } from '../../harness/n8n/workflows';
import { paymentId } from '../../harness/providers';
import type { Stage } from '../stage';
import { genuineEvent, publish, signBodyAlone } from '../webhooks/deliveries';
import { drawnByHand, refundTrigger } from '../webhooks/workflows';
import { measure, noSamples, type Delivery, type Samples } from './measure';
import { withHttpRequests, withOurNode } from './workflows';

export interface Size {
	requests: number;
	rounds: number;
}

export interface Line extends Samples {
	what: 'refund' | 'event';
	workflow: string;
	mode: string;
}

interface Contender extends Line {
	url: string;
	/** Makes requests that were never sent before. */
	deliveries(count: number, round: string): Delivery[];
}

/** Measures every workflow on this n8n, in turn within each round. */
export async function measureAll(stage: Stage, { requests, rounds }: Size): Promise<Line[]> {
	signBodyAlone(stage);
	const contenders = [
		await enter(stage, 'refund', withOurNode(), orders),
		await enter(stage, 'refund', withHttpRequests(stage.sandbox.origin), orders),
		await enter(stage, 'event', refundTrigger(), events(stage)),
		await enter(stage, 'event', drawnByHand('events-by-hand'), events(stage)),
	];
	for (let round = 0; round <= rounds; round += 1) {
		for (const contender of contenders) {
			const name = `${contender.workflow}-${round}`.replaceAll(/\W+/g, '-');
			const deliveries = contender.deliveries(requests, name);
			// The first round also compiles the workflows' code.
			const samples = round === 0 ? noSamples() : contender;
			const before = stage.sandbox.refunds().length;
			await measure(stage, contender.url, deliveries, samples);
			const made = stage.sandbox.refunds().length - before;
			if (contender.what === 'refund' && made !== requests) {
				throw new Error(`${contender.workflow}: ${made} of ${requests} refunds were made.`);
			}
		}
	}
	return contenders;
}

async function enter(
	stage: Stage,
	what: Line['what'],
	file: WorkflowFile,
	deliveries: (url: string) => Contender['deliveries'],
): Promise<Contender> {
	const { url } = await publish(stage, file);
	const samples = noSamples();
	const { mode } = stage;
	return { what, workflow: file.name, mode, url, deliveries: deliveries(url), ...samples };
}

const orders = () => (count: number, round: string) =>
	Array.from({ length: count }, (_, index) => ({
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			payment: paymentId('paymongo', 'succeeds', `${round}-${index}`),
			amount: '12.50',
			reference: `${round}-${index}`,
		}),
	}));

const events = (stage: Stage) => (url: string) => (count: number) =>
	Array.from({ length: count }, () => genuineEvent(stage, url));
