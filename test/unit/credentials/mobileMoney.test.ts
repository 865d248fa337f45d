/** The credentials' own test, resolved by n8n's expression engine and sent to the sandbox. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { RedstoneApi } from '../../../credentials/RedstoneApi.credentials';
import { VesicashApi } from '../../../credentials/VesicashApi.credentials';
import { startSandbox, type Sandbox } from '../../../sandbox';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => {
	await sandbox.stop();
});

const node = {
	id: '1',
	name: 'node',
	type: 'test',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};
const workflow = new Workflow({
	nodes: [node],
	connections: {},
	active: false,
	nodeTypes: {
		getByName: () => ({ description: { properties: [] } }),
		getByNameAndVersion: () => ({ description: { properties: [] } }),
		getKnownTypes: () => ({}),
	} as never,
});

/** The value as n8n resolves it for a credential. */
function resolved(value: string, credentials: IDataObject): string {
	const keys = { $credentials: credentials as never };
	return String(workflow.expression.getSimpleParameterValue(node, value, 'internal', keys));
}

/** Sends the credential's test request as n8n builds it. */
async function statusOf(
	type: RedstoneApi | VesicashApi,
	credentials: ICredentialDataDecryptedObject,
): Promise<number> {
	const request = type.test.request as IHttpRequestOptions;
	const { headers } = await type.authenticate(credentials, request);
	const url = `${resolved(String(request.baseURL), credentials)}${request.url}`;
	expect(request.method ?? 'GET').toBe('GET');
	return (await fetch(url, { headers: headers as Record<string, string> })).status;
}

describe.each([
	[new RedstoneApi(), 'redstone', 'https://api.gateway.redstonepgs.com'],
	[new VesicashApi(), 'vesicash', 'https://api.mor.vesicash.com'],
] as const)('%#', (type, brand, host) => {
	test('is called as the contract says', () => {
		expect(type.name).toBe(`${brand}Api`);
		const fields = type.properties.map(({ name, typeOptions, default: value }) => [
			name,
			typeOptions?.password === true,
			value,
		]);
		expect(fields).toEqual([
			['publicKey', false, ''],
			['secretKey', true, ''],
			['webhookSecret', true, ''],
			['previousWebhookSecret', true, ''],
			['baseUrl', false, host],
			['claimsWorkflow', false, ''],
		]);
	});

	test('has icons for light and dark', () => {
		const { light, dark } = type.icon as { light: string; dark: string };
		const folder = join(__dirname, '../../../credentials');
		for (const icon of [light, dark]) {
			expect(existsSync(join(folder, icon.replace('file:', '')))).toBe(true);
		}
		expect(light).not.toBe(dark);
	});

	test.each(['', '/', '/v1', '/v1/'])(
		'accepts good keys under the address with %p',
		async (end) => {
			const baseUrl = `${sandbox.origin}${end}`;
			expect(await statusOf(type, { ...sandbox.keys[brand], baseUrl })).toBe(200);
		},
	);

	test.each(['publicKey', 'secretKey'])('refuses a wrong %s', async (field) => {
		const credentials = { ...sandbox.keys[brand], baseUrl: sandbox.origin, [field]: 'wrong' };
		expect(await statusOf(type, credentials)).toBe(401);
	});

	test('changes nothing', async () => {
		sandbox.reset();
		await statusOf(type, { ...sandbox.keys[brand], baseUrl: sandbox.origin });
		expect(sandbox.calls().map(({ operation }) => operation)).toEqual(['walletBalance']);
	});
});
