/** How n8n runs a scenario's refunds. */
import { providersUnderTest } from '../../harness/providers';
import type { RunOptions } from '../support/engine';
import { TIMEOUT_SECONDS, type Scenario } from './scenario';

/**
 * The node with a scenario's items.
 * @param corrected whether the first one's amount is another, under the same reference
 */
export function runOf(scenario: Scenario, paymentIds: string[], corrected: boolean): RunOptions {
	const { provider, items, mode, patient, concurrency } = scenario;
	const of = providersUnderTest[provider];
	// Carries the refund's name to the provider, so that the sandbox can tell whose it is.
	const note = of.note.parameters('={{ $json.name }}');
	const retrying = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 };
	return {
		node: of.node,
		items: items.map((item, index) => ({
			...item,
			payment: paymentIds[index % paymentIds.length],
			...(corrected && index === 0 && item.reference !== '' ? { amount: '7.77' } : {}),
		})),
		parameters: {
			resource: 'refund',
			operation: 'create',
			...of.payment('={{ $json.payment }}'),
			refundAmount: '={{ $json.amount === "" ? "remaining" : "partial" }}',
			amount: '={{ $json.amount }}',
			reference: '={{ $json.reference }}',
			reason: note.reason,
			options: {
				timeout: TIMEOUT_SECONDS,
				...(concurrency === null ? {} : { concurrency }),
				...note.options,
			},
		},
		settings: {
			...(mode === 'retry' ? retrying : {}),
			...(patient && mode !== 'retry' ? { onError: 'continueRegularOutput' } : {}),
		},
	};
}
