/** Copies of the built package: what several n8n processes have in memory, and crippled ones. */
import { execFile } from 'node:child_process';
import { cpSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { npm } from '../../scripts/npm.cjs';
import { loadPackage, type LoadedPackage } from '../support/engine';

const root = path.join(__dirname, '..', '..');

/** The crippled builds show that the campaign can fail. */
export const builds = ['shipped', 'claim off', 'look-up off'] as const;
export type Build = (typeof builds)[number];

const CLAIM = 'nodes/claim/index.js';
const PORTS = 'nodes/operations/refund/create/n8nPorts.js';

const everyClaimWon = `
exports.claimRefunds = async (requests) => requests.map(() => ({ kind: 'won' }));
exports.settleClaims = async () => undefined;
`;

const noRefundSeen = `
const { n8nPorts } = require('./n8nPorts.shipped.js');
exports.n8nPorts = function (...given) {
	const ports = n8nPorts.apply(this, given);
	const lookUp = async (order) => ({ ...(await ports.lookUp(order)), refunds: [] });
	return { ...ports, lookUp, remembered: async () => [] };
};
`;

/**
 * Loads the build twice, each time with modules of its own: locks and memory are shared between
 * the executions of one of them and between nothing else, as in two processes.
 */
export function loadProcesses(
	build: Build,
	dist = path.join(root, 'build'),
): [LoadedPackage, LoadedPackage] {
	// Inside the project, so that the copy finds n8n-workflow.
	const folder = path.join(root, '.cache', `faults-${process.pid}`, build);
	rmSync(folder, { recursive: true, force: true });
	cpSync(dist, folder, { recursive: true });
	cripple(folder, build);
	const load = (): LoadedPackage => loadPackage({ dist: folder, fresh: true });
	const loaded: [LoadedPackage, LoadedPackage] = [load(), load()];
	rmSync(path.dirname(folder), { recursive: true });
	return loaded;
}

/** Makes the modules that are loaded; `npm test` has made them already. */
export async function buildModules(): Promise<void> {
	const [command, args] = npm(['run', 'build']);
	await promisify(execFile)(command, args, { cwd: root });
}

function cripple(copy: string, build: Build): void {
	if (build === 'claim off') writeFileSync(path.join(copy, CLAIM), everyClaimWon);
	if (build === 'look-up off') {
		const file = path.join(copy, PORTS);
		renameSync(file, file.replace(/\.js$/, '.shipped.js'));
		writeFileSync(file, noRefundSeen);
	}
}
