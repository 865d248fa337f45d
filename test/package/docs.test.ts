/** What the documents say about the repository is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');

const folders = readdirSync(root, { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
	.map(({ name }) => name);

const documents = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
	readdirSync(path.join(root, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => path.join(folder, name)),
);

/** Paths in code quotes: `refunds/money.ts`, `docs/`. Patterns and places to be filled in are none. */
function pathsIn(text: string): string[] {
	return [...text.matchAll(/`([\w.@-]+(?:\/[\w.@-]*)+)`/g)]
		.map(([, file = '']) => file)
		.filter((file) => folders.includes(file.split('/')[0] ?? ''))
		.filter((file) => !['dist', 'build'].includes(file.split('/')[0] ?? ''));
}

function linksIn(text: string): string[] {
	return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
		.map(([, target = '']) => target)
		.filter((target) => !target.includes('://'));
}

test.each(documents)('every file that %s names is there', (document) => {
	const text = readFileSync(path.join(root, document), 'utf8');
	const named = [
		...pathsIn(text),
		...linksIn(text).map((target) => path.join(path.dirname(document), target)),
	];
	expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

test('the documents name files', () => {
	const text = readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
	expect(pathsIn(text).length).toBeGreaterThan(40);
	expect(linksIn(text).length).toBeGreaterThan(2);
});
