import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

import { projectFolder } from '../../harness/runtime/folder';

/** Every claim is won, and nothing is written down. */
const EVERY_CLAIM_WON = `
exports.claimRefunds = async (requests) => requests.map(() => 'won');
exports.confirmRefunds = async () => undefined;
exports.releaseRefunds = async () => undefined;
`;

/** Replaces an installed package's code by the same code without claims. */
export async function withoutClaims(packageFolder: string): Promise<void> {
	const manifest = await readFile(path.join(packageFolder, 'package.json'), 'utf8');
	const { n8n } = JSON.parse(manifest) as { n8n: { credentials: string[]; nodes: string[] } };
	let replaced = 0;
	await build({
		stdin: {
			contents: [...n8n.credentials, ...n8n.nodes]
				.map((file) => `export * from './${file.replace(/^dist\//, '').replace(/\.js$/, '')}';`)
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
				name: 'without claims',
				setup: ({ onLoad }) =>
					onLoad({ filter: /[\\/]nodes[\\/]claim\.ts$/ }, () => {
						replaced += 1;
						return { contents: EVERY_CLAIM_WON, loader: 'js' };
					}),
			},
		],
	});
	if (replaced !== 1) throw new Error('The claims of the package are no longer in nodes/claim.ts.');
}
