/** `refund: reconcile`: compares the input items with what the provider says. */
import {
	sleep,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeExecutionHint,
} from 'n8n-workflow';

import { pacer } from '../../../refunds/pace';
import type { Send } from '../../../refunds/exchange';
import {
	LEDGER_FIELD_NAMES,
	notUnderstood,
	readLedger,
	reconcile as compare,
	type LedgerFields,
	type Period,
	type Reconciliation,
	type ReconcileRow,
} from '../../../refunds/reconcile';
import { report } from '../../../refunds/report';
import { asNodeError, failedItem, ParameterError, quoted } from '../../failures';
import type { Parameters } from '../../parameters';
import type { OperationDefinition, ProviderNode } from '../../providerNode';
import { cancelSignal, connect } from '../../transport';
import { asHtml } from '../../hintText';
import { reconcileFields } from './reconcile/fields';
import { readProviderSide } from './reconcile/providerSide';

/** As far back as any of the four keeps payments refundable, and some more. */
const FURTHEST_BACK_DAYS = 400;
const DAY = 24 * 60 * 60 * 1000;

/** Compares all input items at once with what the provider says. */
export const refundReconcile: OperationDefinition = {
	resource: 'refund',
	value: 'reconcile',
	name: 'Reconcile',
	action: 'Reconcile refunds',
	description: 'Compare your books with the provider’s refunds and name every difference',
	schema: 'reconcileRow',
	fields: reconcileFields,
	async run(node, parametersOf) {
		try {
			return [await run.call(this, node, parametersOf(0))];
		} catch (error) {
			const failure = asNodeError(this.getNode(), error, 0);
			if (!this.continueOnFail()) throw failure;
			return [[failedItem.call(this, failure, 0)]];
		}
	},
};

async function run(
	this: IExecuteFunctions,
	node: ProviderNode,
	given: Parameters,
): Promise<INodeExecutionData[]> {
	const { provider } = node;
	const output = given.text('output');
	const amountTolerance = given.text('amountTolerance') || '0';
	if (!/^\d+(\.\d+)?$/.test(amountTolerance)) {
		throw new ParameterError(
			`Amount Tolerance ${quoted(amountTolerance)} is not a plain number. Write it as 0.50.`,
		);
	}
	const now = new Date();
	const period = readPeriod(given, now);
	const ledger = readLedger(this.getInputData(), readNames(given), this.getTimezone());

	const { send, account } = await connect.call(this, node.credential, provider);
	const reading = { provider, account, send: paced.call(this, send, node) };
	const side = await readProviderSide(reading, period, ledger);
	const result = compare({
		ledger,
		provider: side.refunds,
		nearby: side.nearby,
		source: {
			provider: provider.name,
			title: provider.title,
			mode: account.mode,
			pages: side.pages,
			tells: {
				reference: provider.tells.reference,
				paymentId: side.refunds.some(({ paymentId }) => paymentId !== null),
				outcome: provider.tells.outcome,
			},
			limits: side.limits,
		},
		period,
		now: now.toISOString(),
		settlingHours: given.number('settlingHours'),
		amountTolerance,
		gaps: side.gaps,
		payments: side.payments,
		output: output === 'all' ? 'all' : 'differences',
	});
	const hints = hintsFor([
		...(ledger.rows.length === 0 ? [noRows(this.getInputData())] : []),
		...notUnderstood(ledger.reading),
	]);
	if (hints.length > 0) this.addExecutionHints(...hints);
	return output === 'summary'
		? [await summaryItem.call(this, result)]
		: result.rows.map((row) => rowItem(row));
}

/** What of the books was not understood is said where a person looks: n8n shows a green tick else. */
function hintsFor(sentences: readonly string[]): NodeExecutionHint[] {
	return sentences.map((sentence) => ({
		message: asHtml(sentence),
		type: 'warning',
		location: 'outputPane',
	}));
}

/** Without rows, every refund is one that is not in the ledger: that may be a mistake upstream. */
function noRows(items: readonly INodeExecutionData[]): string {
	return items.some(({ binary }) => binary !== undefined)
		? 'The input has no rows, only files. Read them first, with Extract From File.'
		: 'The input has no rows: its items are empty.';
}

/** The names of the ledger's fields, as far as they are set. An empty one: there is no such field. */
function readNames(parameters: Parameters): Partial<LedgerFields> {
	const given = parameters.values('ledgerFields');
	const names: Partial<LedgerFields> = {};
	for (const field of LEDGER_FIELD_NAMES) {
		const name = given[field];
		if (name !== undefined) names[field] = String(name);
	}
	return names;
}

/** Dates are in the workflow's own zone where they name none; a date without a time is all its day. */
function readPeriod(given: Parameters, now: Date): Period {
	const furthest = new Date(now.getTime() - FURTHEST_BACK_DAYS * DAY).toISOString();
	const start = given.date('from')?.first ?? null;
	const end = given.date('to')?.last ?? null;
	const [from, to] = [start ?? furthest, end ?? now.toISOString()];
	if (from > to) {
		const first = start === null ? `The furthest back it goes (${from})` : `From (${from})`;
		const last = end === null ? 'now' : `To (${to})`;
		throw new ParameterError(`${first} lies after ${last}.`);
	}
	return { from, to };
}

/** Many list calls in a row stay under the provider's own limits, where it states any. */
function paced(this: IExecuteFunctions, send: Send, { provider }: ProviderNode): Send {
	const signal = cancelSignal.call(this);
	const wait = pacer(provider.rateLimits, Date.now, async (pause) => await sleep(pause, signal));
	return async (request) => {
		await wait();
		return await send(request);
	};
}

/**
 * A row of the result belongs to the item it came from; a refund no row knows, to none. The row is
 * nobody else's, so it becomes the item itself: copying takes as long as comparing.
 */
function rowItem(row: ReconcileRow): INodeExecutionData {
	return row.ledger ? { json: row, pairedItem: { item: row.ledger.item } } : { json: row };
}

/** The summary, with the report as a file that a person can open or mail. */
async function summaryItem(
	this: IExecuteFunctions,
	{ summary, rows }: Reconciliation,
): Promise<INodeExecutionData> {
	const html = Buffer.from(report(summary, rows), 'utf8');
	const name = `refunds-${summary.provider}-${summary.generatedAt.slice(0, 10)}.html`;
	return {
		json: summary,
		binary: { report: await this.helpers.prepareBinaryData(html, name, 'text/html') },
	};
}
