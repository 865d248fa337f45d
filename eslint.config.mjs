import n8nCommunity from '@n8n/eslint-plugin-community-nodes';
import importX from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const shipped = ['credentials/**/*.ts', 'nodes/**/*.ts', 'providers/**/*.ts', 'refunds/**/*.ts'];
const development = [
	'sandbox/**/*.ts',
	'test/**/*.ts',
	'bench/**/*.ts',
	'scripts/**/*.ts',
	'harness/**/*.ts',
];

/** Every rule of one of eslint-plugin-n8n-nodes-base's sets, for the files it is about. */
function n8nNodesBaseRules(set, files, extra = {}) {
	return {
		files,
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: { ...n8nNodesBase.configs[set].rules, ...extra },
	};
}

const community = n8nCommunity.configs.recommended;

export default tseslint.config(
	{
		ignores: [
			'build/',
			'dist/',
			'coverage/',
			'reports/',
			'.stryker-tmp/',
			'.cache/',
			'node_modules/',
		],
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	...tseslint.configs.recommended.map((config) => ({
		...config,
		files: [...shipped, ...development],
	})),
	{
		files: [...shipped, ...development],
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			eqeqeq: 'error',
		},
	},
	{
		...community,
		files: [...shipped, 'package.json'],
	},
	{
		files: ['package.json'],
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		rules: {
			'@typescript-eslint/no-unused-expressions': 'off',
		},
	},
	n8nNodesBaseRules('community', ['package.json']),
	n8nNodesBaseRules('credentials', ['credentials/**/*.ts'], {
		// For nodes in n8n's own repository only, says the rule itself: there it is a slug, in a
		// community package it must be a URL, which another rule of the same set checks.
		'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	}),
	n8nNodesBaseRules('nodes', ['nodes/**/*.ts']),
	{
		// Imports point one way: nodes -> providers -> refunds, credentials -> providers.
		files: shipped,
		plugins: { 'import-x': importX },
		rules: {
			'no-console': 'error',
			'import-x/no-restricted-paths': [
				'error',
				{
					zones: [
						{
							target: './refunds',
							from: ['./providers', './nodes', './credentials'],
							message: 'refunds/ is the domain: it knows no provider and no n8n.',
						},
						{
							target: './providers',
							from: ['./nodes', './credentials'],
							message: 'providers/ may import refunds/ only.',
						},
						{
							target: './credentials',
							from: ['./nodes'],
							message: 'credentials/ may import providers/ only.',
						},
					],
				},
			],
		},
	},
	{
		files: ['refunds/**/*.ts', 'providers/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					paths: [
						{ name: 'n8n-workflow', message: 'refunds/ and providers/ are plain TypeScript.' },
					],
				},
			],
		},
	},
	{
		// No floating-point arithmetic where money is counted.
		files: ['refunds/money.ts', 'refunds/balance.ts', 'refunds/create/*.ts'],
		rules: {
			'no-restricted-globals': ['error', 'parseFloat'],
			'no-restricted-properties': [
				'error',
				{ object: 'Number', property: 'parseFloat', message: 'Money is BigInt.' },
				{ object: 'Math', property: 'round', message: 'Money is never rounded.' },
			],
		},
	},
);
