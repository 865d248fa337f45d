import { main, npmRun, prepare } from './prepare.mjs';

const CHECKS = ['typecheck', 'lint', 'format', 'circles'];

// All of them, also after one has failed: who mends something wants to see everything.
await main(async () => {
	await prepare();
	const failed = [];
	for (const check of CHECKS) {
		if ((await npmRun(check)) !== 0) failed.push(check);
	}
	if (failed.length === 0) return 0;
	throw new Error(`Not clean: ${failed.join(', ')}. Much of it is mended by npm run lint:fix.`);
});
