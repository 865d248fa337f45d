/** `npm run bench [-- load …]`: runs the named measurements, or all; exit 1 if a limit is missed. */
import { benchLoad } from './load';

const benches: Record<string, () => boolean | Promise<boolean>> = {
	load: benchLoad,
};

async function main(names: string[]): Promise<void> {
	for (const name of names.length > 0 ? names : Object.keys(benches)) {
		const bench = benches[name];
		if (!bench)
			throw new Error(`No bench "${name}". There are: ${Object.keys(benches).join(', ')}`);
		if (!(await bench())) process.exitCode = 1;
	}
}

main(process.argv.slice(2)).catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
