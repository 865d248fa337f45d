import { providerNames, startSandbox, type ProviderName, type Sandbox } from '../../../sandbox';
import { accounts } from './accounts';
import { startReceiver, type Received } from './receiver';

/** A sandbox for the tests of a file, and for each test a receiver of all it reports. */
export function openReceiver() {
	let sandbox: Sandbox;
	let receiver: Awaited<ReturnType<typeof startReceiver>>;
	beforeAll(async () => {
		sandbox = await startSandbox({ settleMs: 50, retryScale: 0.000_01 });
	});
	beforeEach(async () => {
		sandbox.reset();
		receiver = await startReceiver();
		sandbox.configureWebhooks({
			urls: Object.fromEntries(providerNames.map((provider) => [provider, receiver.url])),
			rapydShape: 'B',
			mobileMoney: { header: 'mor-signature', timestamp: true, encoding: 'hex', prefix: false },
		});
	});
	afterEach(async () => await receiver.stop());
	afterAll(async () => await sandbox.stop());

	const webhooksOf = (provider: ProviderName) => accounts(sandbox.origin)[provider].webhooks;
	return {
		get sandbox() {
			return sandbox;
		},
		get receiver() {
			return receiver;
		},
		/** Has events of these types sent to the receiver; resolves to what they are signed with. */
		secretOf: async (provider: ProviderName, types?: string[]) =>
			await webhooksOf(provider).listen(receiver.url, types),
		isGenuine: (provider: ProviderName, delivery: Received, secret: string) =>
			webhooksOf(provider).isGenuine(delivery, secret, receiver.url),
	};
}
