/** The file that is shipped, on n8n's engine: one refund at each provider. */
import { createRequire } from 'node:module';
import path from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { everyProvider } from '../../harness/providers';
import { credentialsFor } from '../support/accounts';
import { Engine, loadPackage } from '../support/engine';

const root = path.join(__dirname, '..', '..');
const require = createRequire(path.join(root, 'package.json'));

/** Loads what package.json names, as n8n does. */
function shipped() {
	const { n8n } = require('./package.json') as { n8n: { nodes: string[]; credentials: string[] } };
	const load = <T>(file: string): T => {
		const name = path.basename(file).split('.')[0] as string;
		return new (require(path.join(root, file)) as Record<string, new () => T>)[name]!();
	};
	return {
		nodes: new Map(
			n8n.nodes
				.map((file) => load<INodeType>(file))
				.map((node) => [`n8n-nodes-refunds.${node.description.name}`, node]),
		),
		credentials: new Map(
			n8n.credentials.map((file) => load<ICredentialType>(file)).map((type) => [type.name, type]),
		),
	};
}

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});
afterAll(async () => await sandbox.stop());

test.each(everyProvider)('$node makes a refund once', async ({ node, paymentThat }) => {
	sandbox.reset();
	const engine = new Engine(credentialsFor(sandbox), undefined, {
		pack: { ...loadPackage(), ...shipped() },
	});
	const parameters = {
		resource: 'refund',
		operation: 'create',
		refundAmount: 'partial',
		amount: '12.50',
		...paymentThat('succeeds_bundle'),
	};
	await engine.run({ node, parameters });
	const again = await engine.run({ node, parameters });
	expect(again.json[0]).toMatchObject([{ amount: '12.50', duplicate: true }]);
	expect(sandbox.refunds()).toHaveLength(1);
});
