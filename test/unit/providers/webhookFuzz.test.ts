import { fuzz } from '../../fuzz/fuzz';
import { sandboxCorpus } from '../../../harness/webhooks/corpus';
import type { Genuine } from '../../../harness/webhooks/webhookUnderTest';

describe('mutated webhooks', () => {
	let corpus: Genuine[];
	beforeAll(async () => {
		corpus = await sandboxCorpus();
	});

	test('are refused, and every webhook the sandbox signs is accepted', () => {
		const { tried, accepted, refused, rows } = fuzz(corpus, 20_000, 20_260_303);
		expect({ tried, accepted, refused }).toEqual({ tried: 20_000, accepted: [], refused: [] });
		// Every kind was really tried, not just skipped.
		for (const { mutation, tried: by } of rows) {
			const all = Object.values(by).reduce((sum, count) => sum + count, 0);
			expect({ mutation, tried: all > 100 }).toEqual({ mutation, tried: true });
		}
	});

	test('would be found out if a verifier looked at too little', () => {
		const careless = corpus.map((genuine): Genuine => {
			const { provider } = genuine;
			const webhook = { ...provider.webhook, verify: () => ({ ok: true as const, matched: '' }) };
			return { ...genuine, provider: { ...provider, webhook } };
		});
		expect(fuzz(careless, 500, 1).accepted).toHaveLength(500);
	});
});
