import { main, node, npmRun, prepare } from './prepare.mjs';

await main(async (args) => {
	await prepare();
	// The package tests load the built package with n8n's own loader.
	const built = await npmRun('build');
	if (built !== 0) return built;
	return await node(['node_modules/jest/bin/jest.js', ...args]);
});
