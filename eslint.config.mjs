import n8nCommunity from '@n8n/eslint-plugin-community-nodes';
import importX from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const SHIPPED = ['credentials', 'nodes', 'providers', 'refunds'];
const DEVELOPMENT = ['sandbox', 'test', 'bench', 'scripts', 'harness'];

const typeScriptIn = (folders) => folders.map((folder) => `${folder}/**/*.ts`);
const shipped = typeScriptIn(SHIPPED);
const development = typeScriptIn(DEVELOPMENT);
const typeScript = [...shipped, ...development];

/** Every rule of one of eslint-plugin-n8n-nodes-base's sets, for the files it is about. */
function n8nNodesBaseRules(set, files, extra = {}) {
	return {
		files,
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: { ...n8nNodesBase.configs[set].rules, ...extra },
	};
}

const rooted = (folders) => folders.map((folder) => `./${folder}`);

/** No file of the folder `target` imports one of the folders `from`. */
const closed = (target, from, message) => ({ target: `./${target}`, from: rooted(from), message });

/** Columns of folders in which a file imports its own and those to the right of it. */
const column = (parent, folders) =>
	folders.slice(1).flatMap((target, index) =>
		closed(
			`${parent}/${target}`,
			folders.slice(0, index + 1).map((folder) => `${parent}/${folder}`),
			`${parent} points one way: ${folders.join(' -> ')}.`,
		),
	);

const directions = [
	closed('refunds', ['providers', 'nodes', 'credentials'], 'The domain knows no provider, no n8n.'),
	closed('providers', ['nodes', 'credentials'], 'providers/ may import refunds/ only.'),
	closed('credentials', ['nodes'], 'credentials/ may import providers/ only.'),
	...SHIPPED.map((folder) => closed(folder, DEVELOPMENT, 'This is no part of the package.')),
	closed(
		'sandbox',
		[...SHIPPED, 'harness', 'test', 'bench', 'scripts'],
		'It shares nothing with what it tests.',
	),
	...['bench', 'scripts', 'harness'].map((folder) =>
		closed(folder, ['test'], 'Tests are imported by tests.'),
	),
	...column('refunds/reconcile', ['output', 'find', 'match', 'ledger']),
];

const moneyIsNoNumber = [
	{
		selector: 'CallExpression[callee.name="Number"], UnaryExpression[operator="+"]',
		message: 'Money is decimal text and BigInt.',
	},
];

const moneyIsExact = [
	{
		selector: 'CallExpression[callee.name=/^(parseFloat|parseInt)$/]',
		message: 'Money is decimal text and BigInt.',
	},
	{
		selector:
			'MemberExpression[object.name=/^(Number|Math)$/][property.name=/^(parseFloat|parseInt|round|floor|ceil|trunc)$/]',
		message: 'Money is never rounded.',
	},
	{
		selector: 'MemberExpression[property.name="toFixed"]',
		message: 'Money is never rounded.',
	},
];

const castsThatLie = [
	{
		selector: 'TSAsExpression > TSNeverKeyword',
		message: 'Nothing is never: say what it is, or find out.',
	},
	{
		selector: 'TSAsExpression > TSAsExpression',
		message: 'A cast through another type hides that the types do not fit.',
	},
	{
		selector: 'TSAsExpression > TSTypeReference[typeName.name="HttpAnswer"]',
		message: 'Narrow an answer by its kind.',
	},
];

const NODE_GLOBALS = Object.fromEntries(
	['process', 'console', 'setInterval', 'clearInterval', '__dirname', '__filename'].map((name) => [
		name,
		'readonly',
	]),
);

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
		files: [...typeScript, '**/*.{js,mjs,cjs}'],
	})),
	{
		files: typeScript,
		languageOptions: {
			parserOptions: { project: './tsconfig.dev.json', tsconfigRootDir: import.meta.dirname },
		},
		plugins: { 'import-x': importX },
		settings: {
			'import-x/resolver-next': [
				importX.createNodeResolver({ extensions: ['.ts', '.js', '.cjs'] }),
			],
		},
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'import-x/no-restricted-paths': ['error', { zones: directions }],
			eqeqeq: 'error',
		},
	},
	{
		files: shipped,
		rules: {
			'@typescript-eslint/no-unnecessary-type-assertion': 'error',
			'@typescript-eslint/no-unsafe-argument': 'error',
			'@typescript-eslint/no-unsafe-assignment': 'error',
			'@typescript-eslint/no-unsafe-call': 'error',
			'@typescript-eslint/no-unsafe-member-access': 'error',
			'@typescript-eslint/no-unsafe-return': 'error',
			'no-restricted-syntax': ['error', ...castsThatLie],
			'no-console': 'error',
			complexity: ['error', 15],
			'max-lines': ['error', 200],
			'max-params': ['error', 4],
		},
	},
	{
		files: ['**/*.{js,mjs,cjs}'],
		languageOptions: {
			globals: NODE_GLOBALS,
		},
		rules: { 'no-undef': 'error', eqeqeq: 'error' },
	},
	{
		files: ['**/*.cjs', 'gulpfile.js', 'jest.config.js'],
		languageOptions: { sourceType: 'commonjs' },
		rules: { '@typescript-eslint/no-require-imports': 'off' },
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
		// Where money is counted. Reconciling counts in safe integers, and says why (amounts.ts).
		files: [
			'refunds/balance.ts',
			'refunds/create/**/*.ts',
			'providers/*/{order,request,answer}.ts',
		],
		rules: {
			'no-restricted-syntax': ['error', ...castsThatLie, ...moneyIsExact, ...moneyIsNoNumber],
		},
	},
	{
		// The one place where money becomes a JSON number, for gateways and workflows that want one.
		files: ['refunds/money.ts'],
		rules: { 'no-restricted-syntax': ['error', ...castsThatLie, ...moneyIsExact] },
	},
);
