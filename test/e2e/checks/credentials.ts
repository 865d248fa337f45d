import { strict as assert } from 'node:assert';
import { createCredential, testCredential } from '../../../harness/n8n/credentials';
import { sandboxCredentials } from '../../../harness/n8n/sandboxCredentials';
import type { Check } from '../check';
import { everyProvider } from '../../../harness/providers';

export const credentials: Check = {
	name: 'each credential test tells good keys from bad ones',
	async run({ session, sandbox }) {
		const before = sandbox.refunds().length;
		for (const input of sandboxCredentials(sandbox.origin)) {
			const provider = everyProvider.find(({ credentialType }) => credentialType === input.type);
			assert.ok(provider, `no provider for ${input.type}`);
			const saved = await createCredential(session, input);
			const good = await testCredential(session, saved, input.data);
			assert.equal(good.status, 'OK', `${input.type} with good keys: ${good.message}`);
			const wrong = { ...input.data, [provider.secretField]: 'sk_test_wrong' };
			const bad = await testCredential(session, saved, wrong);
			assert.equal(bad.status, 'Error', `${input.type} takes a wrong key: ${bad.message}`);
		}
		assert.equal(sandbox.refunds().length, before, 'testing a credential changed something');
	},
};
