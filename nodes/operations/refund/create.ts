/** `refund: create`: makes refunds, never twice, and says of each what became of it. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { RefundOrder, RefundProvider } from '../../../refunds/provider';
import { refundRecord, type RefundRecord } from '../../../refunds/refund';
import { createRefunds } from '../../../refunds/create/createRefunds';
import { leavesByRefunded } from '../../../refunds/create/outcome';
import { asNodeError, badInput } from '../../failures';
import type { Parameters } from '../../parameters';
import type { OperationDefinition, ProviderNode } from '../../providerNode';
import { simplified } from '../../simplify';
import { connect, DEFAULT_TIMEOUT_SECONDS, type Connection } from '../../transport';
import { isToolRun } from '../run';
import { createFields } from './create/fields';
import { hintsFor } from './create/hints';
import { readOrder, type Checked, type Shown } from './create/orders';
import { n8nPorts } from './create/n8nPorts';
import { policyOf } from './create/policy';

/** A provider's way of making refunds: its own, or Rapyd's for groups of payments. */
interface RefundMaker {
	node: ProviderNode;
	provider: RefundProvider;
	paymentParameter: string;
}

/**
 * Makes a refund for each item.
 * @throws NodeOperationError for bad input, before anything is sent. Under Continue On Fail nothing
 * is thrown at all: n8n would pass the node's inputs to the first output, Refunded.
 */
export async function makeRefunds(
	this: IExecuteFunctions,
	maker: RefundMaker,
	parametersOf: (item: number) => Parameters,
): Promise<INodeExecutionData[][]> {
	const { provider, paymentParameter } = maker;
	const checked = this.getInputData().map((_, item) =>
		readOrder(provider, paymentParameter, parametersOf(item)),
	);
	const patient = this.continueOnFail();
	checked.forEach((entry, item) => {
		if ('problem' in entry && !patient) throw badInput(this.getNode(), entry.problem, item);
	});

	const records = checked.map((entry) => notRefunded(provider, entry));
	const sendable = checked.flatMap((entry, item) =>
		'order' in entry ? [{ order: entry.order, item }] : [],
	);
	if (sendable.length > 0) {
		const orders = sendable.map(({ order }) => order);
		const made = await carryOutAll.call(this, maker, orders, patient);
		sendable.forEach(({ item }, index) => {
			records[item] = made[index] ?? records[item];
		});
	}
	return sortOut.call(this, records as RefundRecord[], checked);
}

/** The record of bad input; an order that can be sent has none yet. */
function notRefunded(provider: RefundProvider, entry: Checked): RefundRecord | undefined {
	if ('order' in entry) return undefined;
	return refundRecord({
		provider: provider.name,
		status: 'failed',
		paymentId: entry.paymentId || null,
		failureCode: 'invalid_input',
		failureMessage: `${entry.problem} Nothing was sent.`,
	});
}

async function carryOutAll(
	this: IExecuteFunctions,
	{ node, provider }: RefundMaker,
	orders: RefundOrder[],
	patient: boolean,
): Promise<RefundRecord[]> {
	const settings = orders[0]?.options ?? {};
	const timeout = Number(settings.timeout ?? DEFAULT_TIMEOUT_SECONDS);
	let connection: Connection;
	try {
		connection = await connect.call(this, node.credential, provider, timeout);
	} catch (error) {
		if (!patient) throw asNodeError(this.getNode(), error, 0);
		return orders.map((order) => notConnected(provider, order, error));
	}
	const ports = n8nPorts.call(this, provider, connection);
	const { account } = connection;
	const policy = policyOf(settings, provider);
	return await createRefunds(orders, { provider, account, ports, policy });
}

function notConnected(provider: RefundProvider, order: RefundOrder, error: unknown): RefundRecord {
	return refundRecord({
		provider: provider.name,
		status: 'failed',
		paymentId: order.paymentId,
		reference: order.reference,
		reason: order.reason,
		failureCode: 'no_credential',
		failureMessage: `${error instanceof Error ? error.message : String(error)} Nothing was sent.`,
	});
}

/** Refunded and Not Refunded; as an AI tool everything on the one output there is. */
function sortOut(
	this: IExecuteFunctions,
	records: RefundRecord[],
	shown: Shown[],
): INodeExecutionData[][] {
	const outputs: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
	const sorted: [RefundRecord[], RefundRecord[]] = [[], []];
	const tool = isToolRun.call(this);
	records.forEach((record, item) => {
		const { simplify = true, duplicatesAside = false } = shown[item] ?? {};
		const aside = record.duplicate && duplicatesAside;
		const output = tool || (leavesByRefunded(record) && !aside) ? 0 : 1;
		sorted[output].push(record);
		outputs[output].push({
			json: simplified(record, simplify),
			pairedItem: { item },
		});
	});
	const hints = hintsFor(...sorted);
	if (hints.length > 0) this.addExecutionHints(...hints);
	return tool ? [outputs[0]] : outputs;
}

export const refundCreate: OperationDefinition = {
	resource: 'refund',
	value: 'create',
	name: 'Create',
	action: 'Create a refund',
	description: 'Give money of a payment back, never twice',
	schema: 'refund',
	outputs: ['Refunded', 'Not Refunded'],
	fields: createFields,
	async run(node, parametersOf) {
		const { provider, payment } = node;
		const maker = { node, provider, paymentParameter: payment };
		return await makeRefunds.call(this, maker, parametersOf);
	},
};
