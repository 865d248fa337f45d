/**
 * Mutation testing (`npm run mutation`): changes the code that decides about money and signatures,
 * one place at a time, and counts how many changes the unit tests notice.
 */

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	testRunner: 'jest',
	mutate: [
		'refunds/{money,balance}.ts',
		'refunds/create/*.ts',
		'refunds/webhooks/webhook.ts',
		'providers/answers.ts',
		'providers/*/answer.ts',
		'providers/rapyd/signature.ts',
		'providers/mobileMoney/webhookSignature.ts',
	],
	jest: {
		configFile: 'jest.config.js',
		config: {
			// All that tests the code that is mutated, loaded once for each mutant.
			roots: ['<rootDir>/test/mutation'],
			testMatch: ['<rootDir>/test/mutation/every.test.ts'],
			testEnvironment: './test/mutation/failFast.cjs',
			// A promise that is never kept is noticed by its test, which is far quicker than by Stryker.
			testTimeout: 5_000,
		},
		// There is one test file only; which of its tests reach a mutant is known from its coverage.
		enableFindRelatedTests: false,
	},
	coverageAnalysis: 'perTest',
	// Static mutants are in what a module does once, when it is loaded: tables of words and patterns.
	// Each would cost a run of all tests, and which tests reach it nobody can tell.
	ignoreStatic: true,
	concurrency: 2,
	// Only endless loops get so far. On a busy machine a shorter time would count slowness as a find.
	timeoutMS: 15_000,
	ignorePatterns: [
		'build',
		'dist',
		'.cache',
		'reports',
		'docs',
		'runtime',
		'workflows',
		'bench',
		'scripts',
		'harness',
	],
	tempDirName: '.stryker-tmp',
	reporters: ['clear-text', 'html'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	thresholds: { high: 95, low: 90, break: 90 },
};
