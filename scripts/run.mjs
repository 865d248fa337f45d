import { main, prepare, typeScript } from './prepare.mjs';

await main(async ([file, ...args]) => {
	if (file === undefined) throw new Error('Usage: node scripts/run.mjs <file.ts> [arguments]');
	await prepare();
	return await typeScript(file, args);
});
