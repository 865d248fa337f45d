/** The installed package with one of its modules changed. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Loader } from 'esbuild';

import { projectFolder } from '../harness/runtime/folder';

interface Change {
	/** The module, from the project's folder. */
	file: string;
	change(source: string): string;
	loader: Loader;
}

/** Every claim is won, and nothing is written down. */
const NO_CLAIMS: Change = {
	file: 'nodes/claim/index.ts',
	loader: 'js',
	change: () => `
exports.claimRefunds = async (requests) => requests.map(() => ({ kind: 'won' }));
exports.settleClaims = async () => undefined;
`,
};

/** Everything is claimed before the first refund is sent. */
const ONE_WAVE: Change = {
	file: 'refunds/create/waves.ts',
	loader: 'ts',
	change: (source) => source.replace('SMALLEST_WAVE = 10;', 'SMALLEST_WAVE = 1_000_000;'),
};

/**
 * PayMongo's own address is this one. With an address of a user's own, refunds are claimed by the
 * name that release 0.1 gave that account as well, which hardly anybody has to pay for.
 */
const paymongoAt = (origin: string): Change => ({
	file: 'providers/paymongo/wire.ts',
	loader: 'ts',
	change: (source) => source.replace('https://api.paymongo.com', origin),
});

export const withPaymongoAt = (origin: string) => async (folder: string) =>
	await rebuild(folder, paymongoAt(origin));
export const withoutClaims = async (folder: string) => await rebuild(folder, NO_CLAIMS);
export const withOneWave = async (folder: string) => await rebuild(folder, ONE_WAVE);

/** Replaces an installed package's code by the same code with this change. */
async function rebuild(packageFolder: string, { file, change, loader }: Change): Promise<void> {
	const manifest = await readFile(path.join(packageFolder, 'package.json'), 'utf8');
	const { n8n } = JSON.parse(manifest) as { n8n: { credentials: string[]; nodes: string[] } };
	const changed = path.join(projectFolder, file);
	let isChanged = false;
	await build({
		stdin: {
			contents: [...n8n.credentials, ...n8n.nodes]
				.map((entry) => `export * from './${entry.replace(/^dist\//, '').replace(/\.js$/, '')}';`)
				.join('\n'),
			resolveDir: projectFolder,
		},
		outfile: path.join(packageFolder, 'dist', 'package.js'),
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
		plugins: [
			{
				name: 'change',
				setup: ({ onLoad }) =>
					onLoad({ filter: /\.ts$/ }, async ({ path: loaded }) => {
						if (loaded !== changed) return null;
						const source = await readFile(loaded, 'utf8');
						const contents = change(source);
						isChanged = contents !== source;
						return { contents, loader };
					}),
			},
		],
	});
	if (!isChanged) throw new Error(`What is to be changed is no longer in ${file}.`);
}
