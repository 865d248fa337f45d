import { Workflow, type IDataObject } from 'n8n-workflow';

import { hostOf, originExpression, originOf } from '../../../providers/origin';
import { rapydOrigin } from '../../../providers/rapyd/credential';

const DEFAULT = 'https://api.example.com';

const node = {
	id: '1',
	name: 'node',
	type: 'test',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};
const description = () => ({ description: { properties: [] } });
const nodeTypes = { getByName: description, getByNameAndVersion: description };
const workflow = new Workflow({
	nodes: [node],
	connections: {},
	active: false,
	nodeTypes: { ...nodeTypes, getKnownTypes: () => ({}) } as never,
});

/** An expression of a credential as n8n resolves it. */
function resolved(expression: string, credentials: IDataObject): unknown {
	const keys = { $credentials: credentials as never };
	return workflow.expression.getSimpleParameterValue(node, expression, 'internal', keys);
}

const SAME = [
	'https://api.example.com',
	'https://api.example.com/',
	'https://api.example.com//',
	'https://api.example.com/v1',
	'https://api.example.com/V1/',
	'https://api.example.com//v1//',
	'https://api.example.com/v1/v1',
	'  https://api.example.com/v1 \n',
	'https://api.example.com:443',
	'https://api.example.com:443/v1/',
	'https://api.example.com.',
	'https://api.example.com.:443/v1',
	'https://user@api.example.com',
	'https://user:pass@api.example.com/v1',
	'https://api.example.com/?',
	'https://api.example.com/v1?x=/v1',
	'https://api.example.com/#top',
	'https://api.exam\u200bple.com\u00a0',
	'\ufeffhttps://api.example.com',
	'https://api.example.com\u2060/v\u00ad1',
];

const OTHER: Array<[address: string, origin: string]> = [
	['http://127.0.0.1:4000/v1', 'http://127.0.0.1:4000'],
	['http://localhost:80/', 'http://localhost'],
	['http://localhost:8080', 'http://localhost:8080'],
	['https://api.example.com:4430', 'https://api.example.com:4430'],
	['http://api.example.com:443', 'http://api.example.com:443'],
	['http://[::1]:4000/v1', 'http://[::1]:4000'],
	['https://proxy.example//rapyd//v1', 'https://proxy.example/rapyd'],
	['https://proxy.example/v1/x', 'https://proxy.example/v1/x'],
	['https://proxy.example/apiv1', 'https://proxy.example/apiv1'],
	['nonsense', 'nonsense'],
	['api.example.com/v1', 'api.example.com'],
	['ftp://api.example.com/v1', 'ftp://api.example.com'],
];

describe('the origin', () => {
	test.each(SAME)('of %j', (address) => {
		expect(originOf(address)).toBe(DEFAULT);
		expect(resolved(originExpression(DEFAULT), { baseUrl: address })).toBe(DEFAULT);
	});

	test.each(OTHER)('of %j is %s', (address, origin) => {
		expect(originOf(address)).toBe(origin);
		expect(resolved(originExpression(DEFAULT), { baseUrl: address })).toBe(origin);
		expect(originOf(origin)).toBe(origin);
	});

	test('is in lower case', () => {
		expect(originOf('HTTPS://API.Example.COM/V1')).toBe(DEFAULT);
	});

	test.each([{}, { baseUrl: '' }])('of credentials without one (%j) is the default', (fields) => {
		expect(resolved(originExpression(DEFAULT), fields)).toBe(DEFAULT);
	});

	test.each([
		[{ environment: 'production', baseUrl: 'https://x.example' }, 'https://api.rapyd.net'],
		[{ environment: 'sandbox', baseUrl: 'https://x.example' }, 'https://sandboxapi.rapyd.net'],
		[{ environment: 'custom', baseUrl: 'https://x.example//V1/' }, 'https://x.example'],
		[{ environment: 'custom' }, 'https://sandboxapi.rapyd.net'],
	])('of Rapyd with %j is %s', (credentials, origin) => {
		expect(resolved(rapydOrigin, credentials)).toBe(origin);
	});

	test.each([
		['https://api.example.com', 'api.example.com'],
		['http://127.0.0.1:4000', '127.0.0.1:4000'],
		['nonsense', 'nonsense'],
	])('%s has the host %s', (origin, host) => {
		expect(hostOf(origin)).toBe(host);
	});
});
