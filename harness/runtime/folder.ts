import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const projectFolder = join(__dirname, '..', '..');
export const pinnedFolder = join(projectFolder, 'runtime');

/** Where the runtimes are kept: outside the clone, so that a fresh clone finds them again. */
export function cacheFolder(): string {
	return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-refunds');
}

/** The folder of the runtime that `runtime/` pins; another lockfile or machine is another folder. */
export function runtimeFolder(): string {
	const pinned = createHash('sha256');
	for (const file of ['package.json', 'package-lock.json']) {
		pinned.update(readFileSync(join(pinnedFolder, file)));
	}
	pinned.update(`${process.platform} ${process.arch}`);
	return join(cacheFolder(), `runtime-${pinned.digest('hex').slice(0, 12)}`);
}
