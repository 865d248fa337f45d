/** What each type of field takes, and the words for what it does not. */
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { isObject, type Json, type JsonObject } from '../refunds/json';
import { ParameterError, quoted } from './failures';

type Field = Pick<INodeProperties, 'displayName' | 'name' | 'type' | 'options' | 'required'>;

/** What an expression gave; where it gave nothing, the field is not empty but misunderstood. */
export function something(
	{ displayName, required }: Pick<Field, 'displayName' | 'required'>,
	value: unknown,
): unknown {
	if (value !== undefined && value !== null) return value;
	const advice = required === true ? 'Correct it.' : 'Correct it, or leave the field empty.';
	throw new ParameterError(`${displayName} is an expression that gives nothing here. ${advice}`);
}

/** Text or a number as it is written, trimmed; what was chosen in a resource locator. */
export function textOf(field: Field, given: unknown): string {
	return String(textIn(field, given)).trim();
}

/** The same as it was given. */
function textIn(field: Field, given: unknown): string | number {
	const { displayName, type, options } = field;
	const value = something(field, type === 'resourceLocator' ? chosenIn(given) : given);
	const isText = typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
	if (!isText) throw new ParameterError(`${displayName} is ${described(value)}, not a text.`);
	// Its last digits are not those that were written: it may name something else.
	if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw new ParameterError(
			`${displayName} is the number ${value}, which is too long to be exact. Give it as text.`,
		);
	}
	if (type === 'options') requireOneOf(displayName, choicesIn(options), value);
	return value;
}

export function flagOf(field: Field, given: unknown): boolean {
	const value = something(field, given);
	if (typeof value === 'boolean') return value;
	throw new ParameterError(`${field.displayName} is ${described(value)}, neither true nor false.`);
}

export function numberOf(field: Field, given: unknown): number {
	const value = something(field, given);
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	throw new ParameterError(`${field.displayName} is ${described(value)}, not a number.`);
}

export function choicesOf(field: Field, given: unknown): string[] {
	const { displayName, options } = field;
	const value = something(field, given);
	if (value === '') return [];
	if (!Array.isArray(value)) {
		throw new ParameterError(`${displayName} is ${described(value)}, not a list.`);
	}
	return value.map((choice: unknown) => {
		requireOneOf(displayName, choicesIn(options), choice);
		return String(choice);
	});
}

/** A collection's entries as they are. */
export function entriesOf(field: Field, given: unknown): Readonly<Record<string, unknown>> {
	const value = something(field, given);
	if (value === '') return {};
	if (isObject(value)) return value;
	throw new ParameterError(`${field.displayName} is ${described(value)}, not a set of fields.`);
}

/** A collection's entries as plain values, to any depth, each of the type its field asks for. */
export function valuesOf(field: Field, given: unknown): JsonObject {
	const entries = entriesOf(field, given);
	return field.type === 'fixedCollection'
		? groupsIn(field, entries)
		: valuesBy(fieldsIn(field), entries);
}

function valueOf(field: Field, given: unknown): Json {
	switch (field.type) {
		case 'boolean':
			return flagOf(field, given);
		case 'number':
			return numberOf(field, given);
		case 'multiOptions':
			return choicesOf(field, given);
		case 'collection':
		case 'fixedCollection':
			return valuesOf(field, given);
		default:
			return textIn(field, given);
	}
}

/** What is there and is a field; the rest was never offered. */
function valuesBy(
	fields: readonly Field[],
	entries: Readonly<Record<string, unknown>>,
): JsonObject {
	return Object.fromEntries(
		fields
			.filter(({ name }) => name in entries)
			.map((field) => [field.name, valueOf(field, entries[field.name])]),
	);
}

/** A fixed collection: groups of fields, each once or as a list. */
function groupsIn(field: Field, entries: Readonly<Record<string, unknown>>): JsonObject {
	const groups = (field.options ?? []).filter(isGroup).filter(({ name }) => name in entries);
	return Object.fromEntries(
		groups.map(({ name, values }): [string, Json] => {
			const fields = values.map((each) => within(field, each));
			const read = (one: unknown): Json => valuesBy(fields, entriesOf(field, one));
			const group = something(field, entries[name]);
			return [name, Array.isArray(group) ? group.map(read) : read(group)];
		}),
	);
}

/** The fields that a collection offers. */
export function fieldsIn({ options = [] }: Pick<Field, 'options'>): INodeProperties[] {
	return options.filter((option) => 'type' in option);
}

/** A field of a list, with the list's name before its own: "Metadata › Value". */
function within({ displayName }: Field, field: INodeProperties): INodeProperties {
	return { ...field, displayName: `${displayName} › ${field.displayName}` };
}

function isGroup(option: NonNullable<Field['options']>[number]): option is INodePropertyCollection {
	return 'values' in option;
}

function choicesIn(options: Field['options']): INodePropertyOptions[] {
	return (options ?? []).filter((option) => 'value' in option);
}

function requireOneOf(name: string, choices: INodePropertyOptions[], value: unknown): void {
	if (choices.some((choice) => choice.value === value)) return;
	const known = choices.map((choice) => choice.value).join(', ');
	throw new ParameterError(`${name} ${quoted(value)} is none of its choices: ${known}.`);
}

function chosenIn(value: unknown): unknown {
	return isObject(value) && ('__rl' in value || 'mode' in value) ? value.value : value;
}

/** What a value is, in words, with a short look at it. */
function described(value: unknown): string {
	if (Array.isArray(value)) return `a list, ${quoted(value)}`;
	if (typeof value === 'object') return `an object or a date, ${quoted(value)}`;
	return quoted(value);
}
