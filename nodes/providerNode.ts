/** What makes a provider a node, and what makes an operation one. */
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { RefundProvider } from '../refunds/provider';
import type { Parameters } from './parameters';

/** What differs between the providers' nodes. */
export interface ProviderNode {
	provider: RefundProvider;
	/** The name of its credential type. */
	credential: string;
	/** How the payment is given: chosen from a list or typed, or a reference that is typed. */
	payment: 'paymentId' | 'paymentReference';
	/** What its ids look like: the placeholders of the fields for them. */
	examples: { payment: string; refund: string };
	/**
	 * Hours after which a refund should have ended. Our choice, a setting: no provider promises a
	 * time (docs/providers.md).
	 */
	settlingHours: number;
	/** The provider's own fields of `refund: create`, by name: `currency`, `reason`. */
	createFields: INodeProperties[];
	/** The provider's own entries of the `options` collection. */
	createOptions: INodeProperties[];
	operations: readonly OperationDefinition[];
	trigger: TriggerSetup;
}

/** What the Refund Trigger has to know of a provider. */
export interface TriggerSetup {
	/** Credential fields that events may be signed with, by the name they have in the log. */
	secretFields: Readonly<Record<string, string>>;
	/** The credential field that goes into the signed text, where one does. */
	accessKeyField: string | null;
	/** What a person has to set up at the provider, as HTML for the node's parameters. */
	notice: string;
	/** How old a signed event may be where nothing is set, for the option's description. */
	replayNote: string;
	/** Options beside those of every provider. */
	options: readonly INodeProperties[];
}

/** One choice under Operation: what people read, what they fill in, and what is done. */
export interface OperationDefinition {
	resource: 'refund' | 'payment' | 'wallet';
	/** Fixed: saved workflows hold it. */
	value: string;
	name: string;
	/** The whole deed, as n8n's list of actions shows it. */
	action: string;
	description: string;
	/** The file of nodes/schemas that describes its items. */
	schema: 'balance' | 'payment' | 'reconcileRow' | 'refund' | 'walletEntry';
	/** What its two outputs are called; where absent it has the usual one. */
	outputs?: readonly [string, string];
	/** Its parameters, without what shows them for this operation only. */
	fields(node: ProviderNode): INodeProperties[];
	/** @param parametersOf reads an item's parameters, by the fields above */
	run(
		this: IExecuteFunctions,
		node: ProviderNode,
		parametersOf: (item: number) => Parameters,
	): Promise<INodeExecutionData[][]>;
}
