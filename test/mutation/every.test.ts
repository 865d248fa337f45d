/**
 * Every test of the code that is mutated, in one file. Each mutant starts Jest anew, and most of
 * that time would go into loading the same modules once more for each test file.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** As far as tests of properties are run by it. */
interface FastCheck {
	default: { assert(property: unknown, parameters?: object): unknown };
}

/**
 * Property tests with fewer runs, and always the same ones: every mutant meets them, and whether it
 * is found must not depend on luck.
 */
jest.mock('fast-check', () => {
	const RUNS = { seed: 1, numRuns: 40 };
	const { default: fc } = jest.requireActual<FastCheck>('fast-check');
	const assert: FastCheck['default']['assert'] = (property, parameters) =>
		fc.assert(property, { ...parameters, ...RUNS });
	return { __esModule: true, default: { ...fc, assert } };
});

const folder = join(__dirname, '..', 'unit');

/** Only what tests the code that is mutated: every other test would only take time. */
const ABOUT_IT =
	/^(refunds\/(money|balance|create\/[^/]+)|providers\/[^/]+\/(order|answer|verify|signature))\.test\.ts$/;

/** It plays whole runs in every order: minutes, where the others take a second. */
const LONG = 'refunds/create/interleavings.test.ts';

for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
	if (!ABOUT_IT.test(file) || file === LONG) continue;
	// Tests of different files may have the same name, and Stryker knows them by their names.
	describe(file, () => {
		jest.requireActual(join(folder, file));
	});
}
