import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { npm } from '../../scripts/npm.cjs';
import { projectFolder } from '../runtime/folder';

const run = promisify(execFile);

interface Manifest {
	name: string;
	version: string;
	[field: string]: unknown;
}

/** Packs the built package as it would be published and returns the tarball's path. */
export async function packPackage(destination: string): Promise<string> {
	const [command, args] = npm(['pack', '--json', '--pack-destination', destination]);
	const { stdout } = await run(command, args, { cwd: projectFolder });
	const [packed] = JSON.parse(stdout) as [{ filename: string }];
	return join(destination, packed.filename);
}

/**
 * Puts a packed package where n8n looks for community packages, the way n8n's own
 * CommunityPackagesService.downloadPackage does it (n8n 2.41): unpacked below
 * `.n8n/nodes/node_modules`, without its peer and development dependencies, and named in the
 * `nodes` folder's package.json. n8n loads it from there at its next start.
 */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const name = 'n8n-nodes-refunds';
	const folder = join(nodes, 'node_modules', name);
	await mkdir(folder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	const file = join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
	for (const field of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[field];
	}
	await writeFile(file, JSON.stringify(manifest, null, 2));
	const installed = {
		name: 'installed-nodes',
		private: true,
		dependencies: { [name]: manifest.version },
	};
	await writeFile(join(nodes, 'package.json'), JSON.stringify(installed, null, 2));
}
