import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import { credentialsFor } from './accounts';
import { Engine } from './engine';

/** A sandbox and an n8n with its credentials, for the tests of a file. */
export function openEngine(options: SandboxOptions = {}) {
	let sandbox: Sandbox;
	let engine: Engine;
	let tests = 0;
	beforeAll(async () => {
		sandbox = await startSandbox(options);
		engine = new Engine(credentialsFor(sandbox));
	});
	beforeEach(() => {
		sandbox.reset();
		tests += 1;
	});
	afterAll(async () => await sandbox.stop());
	return {
		get sandbox() {
			return sandbox;
		},
		get engine() {
			return engine;
		},
		/** Makes a payment one that no other test touches: the nodes remember what they refunded. */
		get test() {
			return tests;
		},
	};
}
