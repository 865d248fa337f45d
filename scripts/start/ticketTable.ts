import Table from 'cli-table3';
import { outputsOf, type Execution } from '../../harness/n8n/executions';
import type { SavedWorkflow } from '../../harness/n8n/workflows';

/** One row of *Refund approved tickets*, as its *Result list* node gives it. */
interface TicketResult {
	ticket: string;
	provider: string;
	amount: string;
	currency: string;
	status: string;
	refundId: string | null;
	expected: string;
}

const RESULT_NODE = 'Result list';
const PACKAGE = 'n8n-nodes-refunds.';

/** What became of every ticket, by ticket number. */
export function ticketResults(execution: Execution): TicketResult[] {
	const items = outputsOf(execution, RESULT_NODE)[0] ?? [];
	return items
		.map(({ json }) => json as unknown as TicketResult)
		.sort((a, b) => a.ticket.localeCompare(b.ticket));
}

export function ticketTable(
	results: TicketResult[],
	secondsAt: (provider: string) => string,
): string {
	const table = new Table({
		head: ['ticket', 'provider', 'amount', 'status', 'refund id', 'seconds'],
		colAligns: ['left', 'left', 'right', 'left', 'left', 'right'],
		style: { head: [], border: [], compact: true },
	});
	for (const { ticket, provider, amount, currency, status, refundId } of results) {
		const sent = status !== 'not approved';
		table.push([
			ticket,
			provider,
			`${amount} ${currency}`.trim(),
			status,
			refundId || '–',
			sent ? secondsAt(provider) : '–',
		]);
	}
	return table.toString();
}

/** How long a provider's nodes took in this execution, for all of their tickets together. */
export function secondsByProvider(workflow: SavedWorkflow, { runData }: Execution) {
	return (provider: string): string => {
		const milliseconds = workflow.nodes
			.filter(({ type }) => type.toLowerCase() === `${PACKAGE}${provider}`)
			.flatMap(({ name }) => runData[name] ?? [])
			.reduce((sum, { executionTime }) => sum + executionTime, 0);
		return (milliseconds / 1000).toFixed(1);
	};
}

/** A sentence for every ticket that is missing or did not end as the workflow says it should. */
export function surprises(results: TicketResult[], tickets: number): string[] {
	const wrong = results
		.filter(({ status, expected }) => status !== expected)
		.map(
			({ ticket, status, expected }) =>
				`${ticket} ended as "${status}"; the workflow says it should be "${expected}".`,
		);
	if (results.length === tickets) return wrong;
	return [...wrong, `${tickets} tickets went in and ${results.length} came out.`];
}
