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
			// Only what tests the code that is mutated: every other test would only take time.
			testMatch: [
				'<rootDir>/test/unit/refunds/{*,create/*,webhooks/*}.test.ts',
				'<rootDir>/test/unit/providers/*/{order,answer,verify,signature}.test.ts',
			],
			testPathIgnorePatterns: ['interleavings', 'pace', 'privacy'],
			// With the code itself, or Jest sees only the tests that import a file directly.
			roots: ['test', 'refunds', 'providers', 'sandbox'].map((folder) => `<rootDir>/${folder}`),
		},
	},
	coverageAnalysis: 'perTest',
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
