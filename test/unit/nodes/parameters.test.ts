/** Whatever stands in a text parameter of any operation: used as such, or refused by its name. */
import fc from 'fast-check';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { OperationDefinition, ProviderNode } from '../../../nodes/providerNode';
import { parameterReader } from '../../../nodes/parameters';
import { providerNodes } from '../../../nodes/providers';
import { runOperation } from '../../../nodes/operations/run';

/** A place for a text: how it is called on screen, and a top parameter with a value in it. */
interface TextPlace {
	label: string;
	top: string;
	holding(value: unknown): unknown;
}

/** Every place for a text in a field, also inside of collections. */
function placesIn(field: INodeProperties): TextPlace[] {
	const { name, displayName: label, type, options = [] } = field;
	const here = { label, top: name };
	switch (type) {
		case 'string':
		case 'dateTime':
			return [{ ...here, holding: (value) => value }];
		case 'resourceLocator':
			return [
				{ ...here, holding: (value) => value },
				{ ...here, holding: (value) => ({ __rl: true, mode: 'id', value }) },
			];
		case 'collection':
			return options.flatMap((option) =>
				'type' in option ? inside(option).map((place) => ({ ...place, top: name })) : [],
			);
		case 'fixedCollection':
			return options.flatMap((group) =>
				'values' in group
					? group.values.flatMap(inside).map(({ label, holding }) => ({
							label,
							top: name,
							holding: (value: unknown) => ({ [group.name]: [holding(value)] }),
						}))
					: [],
			);
		default:
			return [];
	}
}

function inside(field: INodeProperties): TextPlace[] {
	return placesIn(field).map((place) => ({
		...place,
		holding: (value) => ({ [field.name]: place.holding(value) }),
	}));
}

const cases = Object.values(providerNodes).flatMap((node: ProviderNode) =>
	node.operations.flatMap((operation) =>
		operation.fields(node).flatMap((field) =>
			placesIn(field).map((place) => ({
				node,
				operation,
				place,
				title: `${node.provider.title}, ${operation.action}: ${place.label}`,
			})),
		),
	),
);

/** What is filled in beside the value that is tried. */
const FILLED: Record<string, unknown> = {
	paymentId: 'pay_1',
	paymentReference: 'PY_1',
	groupPaymentId: 'gp_1',
	refundId: 'refund_1',
	amount: '1.00',
	refundAmount: 'partial',
};

/** Runs an operation on one item; no request reaches anybody. */
async function run(node: ProviderNode, operation: OperationDefinition, change: object) {
	const given: Record<string, unknown> = {
		...FILLED,
		resource: operation.resource,
		operation: operation.value,
		...change,
	};
	let sent = 0;
	const answer = async () => {
		sent += 1;
		return { statusCode: 404, headers: {}, body: '{}' };
	};
	const context = {
		getInputData: () => [{ json: {} }],
		getNodeParameter: (name: string, _: number, byDefault: unknown) =>
			name in given ? given[name] : byDefault,
		getTimezone: () => 'UTC',
		getNode: () => ({ name: 'Refund', type: 'n8n-nodes-refunds.any', typeVersion: 1 }),
		getWorkflow: () => ({ id: '1' }),
		continueOnFail: () => false,
		getCredentials: async () => ({
			baseUrl: 'http://127.0.0.1:9',
			environment: 'sandbox',
			accessKey: 'a',
			publicKey: 'b',
			secretKey: 'sk_test_c',
		}),
		executeWorkflow: async () => {
			throw new Error('No claims here');
		},
		addExecutionHints: () => {},
		logger: { error: () => {}, warn: () => {}, debug: () => {}, info: () => {} },
		helpers: { httpRequestWithAuthentication: answer, httpRequest: answer },
	} as unknown as IExecuteFunctions;
	const error = await runOperation.call(context, node).then(
		() => null,
		(thrown: Error) => thrown.message,
	);
	return { sent, error };
}

/** JSON that is neither text nor number, and nothing at all. */
const notText = fc.oneof(
	fc.boolean(),
	fc.constant(null),
	fc.constant(undefined),
	fc.array(fc.jsonValue(), { maxLength: 3 }),
	fc.dictionary(
		fc.string().filter((key) => !['__rl', 'mode', '__proto__'].includes(key)),
		fc.jsonValue(),
		{ maxKeys: 3 },
	),
	fc.string().map((text) => [text]),
);

test('there are texts in every operation but those that read everything', () => {
	expect(cases.length).toBeGreaterThan(100);
});

test.each(cases)('$title takes nothing but text', async ({ node, operation, place }) => {
	await fc.assert(
		fc.asyncProperty(notText, async (value) => {
			const { sent, error } = await run(node, operation, { [place.top]: place.holding(value) });
			expect({ sent, error }).toEqual({ sent: 0, error: expect.stringContaining(place.label) });
		}),
		{ numRuns: 12 },
	);
});

/** One field of one item: what it gives, and what was entered in the editor. */
function reader(type: INodeProperties['type'], value: unknown, entered = value) {
	const field: INodeProperties = { displayName: 'Note', name: 'note', type, default: '' };
	const context = {
		getTimezone: () => 'UTC',
		getNode: () => ({ parameters: { note: entered } }),
		getNodeParameter: () => value,
	} as unknown as IExecuteFunctions;
	return parameterReader.call(context, [field])(0);
}

test('text is trimmed, numbers are as they are written, and what is empty stays empty', () => {
	const isExact = (number: number) => !Number.isInteger(number) || Number.isSafeInteger(number);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.integer(),
				fc.double({ noNaN: true, noDefaultInfinity: true }).filter(isExact),
			),
			(value) => {
				expect(reader('string', value).text('note')).toBe(String(value).trim());
			},
		),
	);
	for (const value of [NaN, Infinity]) {
		expect(() => reader('string', value).text('note')).toThrow(`Note is ${value}, not a text.`);
	}
});

test.each([2 ** 53, -(2 ** 53), 1e21, 12345678901234567890])(
	'the number %s has lost digits: it may name another payment, and is refused',
	(value) => {
		expect(() => reader('string', value).text('note')).toThrow(/^Note is the number .* as text\.$/);
	},
);

describe('what narrows: a filter, a period', () => {
	test('left empty by hand it narrows nothing', () => {
		expect(reader('string', '').narrowing('note')).toBe('');
		expect(reader('dateTime', '').date('note')).toBeNull();
	});

	test.each(['', '  '])('an expression that gives "%s" does not stand for everything', (value) => {
		const entered = '={{ $json.payment }}';
		const told = 'Note is an expression that gives nothing here.';
		expect(() => reader('string', value, entered).narrowing('note')).toThrow(told);
		expect(() => reader('dateTime', value, entered).date('note')).toThrow(told);
		const chosen = { __rl: true, mode: 'id', value };
		const locator = reader('resourceLocator', chosen, { ...chosen, value: entered } as unknown);
		expect(() => locator.narrowing('note')).toThrow(told);
	});
});
