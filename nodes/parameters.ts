/**
 * How operations read their parameters: each by its own description, so that a value of another
 * type than the field asks for is refused by the field's name on screen and never taken as empty.
 * An expression that gives nothing is such a value; a field left empty by hand is not.
 */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isObject, type JsonObject } from '../refunds/json';
import { readDate, type TimeSpan } from './dates';
import { ParameterError } from './failures';
import {
	choicesOf,
	entriesOf,
	fieldsIn,
	flagOf,
	numberOf,
	something,
	textOf,
	valuesOf,
} from './parameterTypes';

/**
 * Parameters of one item, or the entries of a collection among them. Everything throws
 * ParameterError for a value that is not what the field asks for.
 */
export interface Parameters {
	/** Whether there is such a field at all. */
	has(name: string): boolean;
	/** Trimmed; a number as it is written; '' where the field is empty or not there. */
	text(name: string): string;
	flag(name: string): boolean;
	number(name: string): number;
	/** What was chosen of a list of several. */
	choices(name: string): string[];
	/** Text that narrows what is done: '' only where the field is not there or was left empty by hand. */
	narrowing(name: string): string;
	/** Null where the field is not there or was left empty by hand. */
	date(name: string): TimeSpan | null;
	/** The entries of a collection, to be read as parameters. */
	inside(name: string): Parameters;
	/** The entries of a collection as plain values, each of the type its field asks for. */
	values(name: string): JsonObject;
}

/**
 * The parameters of each item of a run, read one by one when they are asked for: under n8n's
 * default engine an expression costs about a millisecond.
 */
export function parameterReader(
	this: IExecuteFunctions,
	fields: readonly INodeProperties[],
): (item: number) => Parameters {
	const zone = this.getTimezone();
	const asEntered = this.getNode().parameters;
	return (item) =>
		parametersOf(fields, zone, {
			asEntered,
			read: ({ name, displayName, default: byDefault }) => {
				try {
					// n8n throws where a parameter is not there and nothing stands in for it.
					return this.getNodeParameter(name, item, byDefault ?? '');
				} catch (error) {
					return failedExpression(displayName, error);
				}
			},
		});
}

/** Where parameters come from. */
interface Source {
	/** With expressions as they stand: they begin with `=`. */
	asEntered: unknown;
	/** With expressions worked out. */
	read(field: INodeProperties): unknown;
}

/** n8n's "invalid syntax" does not say in which field. */
function failedExpression(displayName: string, error: unknown): never {
	const why = error instanceof Error ? error.message : String(error);
	throw new ParameterError(`${displayName} is an expression that fails: ${why}.`);
}

function parametersOf(
	fields: readonly INodeProperties[],
	zone: string,
	{ asEntered, read }: Source,
): Parameters {
	const fieldOf = (name: string): INodeProperties => {
		const field = fields.find((each) => each.name === name);
		if (!field) throw new Error(`No parameter is called ${name}`);
		return field;
	};
	const reading =
		<T>(as: (field: INodeProperties, value: unknown) => T) =>
		(name: string): T => {
			const field = fieldOf(name);
			return as(field, read(field));
		};
	/** An expression that gives an empty text narrows nothing, where a person wanted it narrowed. */
	const byHand = (field: INodeProperties, value: unknown): unknown =>
		value === '' && isExpression(asEntered, field) ? something(field, null) : value;
	return {
		has: (name) => fields.some((field) => field.name === name),
		text: reading(textOf),
		flag: reading(flagOf),
		number: reading(numberOf),
		choices: reading(choicesOf),
		narrowing: reading((field, value) => String(byHand(field, textOf(field, value)))),
		date: reading((field, value) => {
			const given = typeof value === 'string' ? value.trim() : value;
			if (byHand(field, given) === '') return null;
			return readDate(field.displayName, something(field, value), zone);
		}),
		values: reading(valuesOf),
		inside: reading((field, value) => {
			const entries = entriesOf(field, value);
			return parametersOf(fieldsIn(field), zone, {
				asEntered: isObject(asEntered) ? asEntered[field.name] : undefined,
				read: ({ name, default: byDefault }) => (name in entries ? entries[name] : byDefault),
			});
		}),
	};
}

/** Whether a field holds an expression, also in a resource locator. */
function isExpression(asEntered: unknown, { name }: INodeProperties): boolean {
	const entered = isObject(asEntered) ? asEntered[name] : undefined;
	const text = isObject(entered) ? entered.value : entered;
	return typeof text === 'string' && text.startsWith('=');
}
