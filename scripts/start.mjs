import { main, prepare, typeScript } from './prepare.mjs';

await main(async (args) => {
	await prepare();
	return await typeScript('scripts/start/main.ts', args);
});
