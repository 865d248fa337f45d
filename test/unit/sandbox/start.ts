/** Sandboxes with options of their own. */
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { accounts } from './accounts';

/** A function that starts them; they are stopped after each test. */
export function sandboxStarter() {
	const open: Sandbox[] = [];
	afterEach(async () => {
		for (const sandbox of open.splice(0)) await sandbox.stop();
	});
	return async (options: SandboxOptions = {}) => {
		const sandbox = await startSandbox(options);
		open.push(sandbox);
		return { sandbox, ...accounts(sandbox.origin) };
	};
}
