import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { npm } from '../../scripts/npm.cjs';
import { projectFolder } from '../runtime/folder';

/**
 * `npm run bundle`, what is shipped, without checking types first: a person who waits for n8n to
 * start is not served by that. What it printed is shown only when it fails.
 */
export async function buildPackage(): Promise<void> {
	await run('bundle');
}

/** `npm run build`: what is shipped, and each module by itself in `build/`. */
export async function buildModules(): Promise<void> {
	await run('build');
}

async function run(script: string): Promise<void> {
	const [command, args] = npm(['run', script]);
	await promisify(execFile)(command, args, { cwd: projectFolder }).catch(
		(error: { stdout: string; stderr: string }) => {
			throw new Error(`The package could not be built:\n${error.stdout}${error.stderr}`);
		},
	);
}
