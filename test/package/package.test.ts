/** What is published: loaded by n8n's own loader, complete, small, and nothing that is not meant. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import { everyProvider } from '../../harness/providers';

const root = path.join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	dependencies?: object;
	peerDependencies: object;
};

const names = everyProvider.map(({ node }) => node);

describe('loaded by n8n', () => {
	let loader: PackageDirectoryLoader;
	beforeAll(async () => {
		loader = new PackageDirectoryLoader(root);
		await loader.loadAll();
	});

	const description = (name: string) =>
		loader.types.nodes.find((node) => node.name.endsWith(name)) as INodeTypeDescription;

	test('offers every provider with its credential, the trigger and the hidden claim', () => {
		const nodes = loader.types.nodes.map(({ name, hidden }) => [name, hidden === true]);
		expect(new Map(nodes as Array<[string, boolean]>)).toEqual(
			new Map(
				[...names, 'refundTrigger', 'refundClaim'].map((name) => [name, name === 'refundClaim']),
			),
		);
		expect(loader.types.credentials.map(({ name }) => name).sort()).toEqual(
			everyProvider.map(({ credentialType }) => credentialType).sort(),
		);
	});

	test.each(names)('%s has icons for light and dark, and is found by "refund"', (name) => {
		const { iconUrl, codex, usableAsTool } = description(name);
		const urls = Object.values(iconUrl as object) as string[];
		expect(urls).toHaveLength(2);
		for (const url of urls) {
			expect(existsSync(path.join(root, url.replace(/^icons\/n8n-nodes-refunds\//, '')))).toBe(
				true,
			);
		}
		expect(codex?.alias).toContain('refund');
		expect(usableAsTool).toBe(true);
	});

	test.each(everyProvider)('the trigger is found by "$title"', ({ title }) => {
		expect(description('refundTrigger').codex?.alias).toContain(title);
	});

	test.each(names)('%s has an output schema for every operation', (name) => {
		const { properties } = description(name);
		for (const property of operationsOf(properties)) {
			const [resource] = property.displayOptions?.show?.resource ?? [];
			for (const { value } of property.options as INodePropertyOptions[]) {
				const folder = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
				const file = `dist/nodes/${folder}/__schema__/v1.0.0/${String(resource)}/${String(value)}.json`;
				expect([file, existsSync(path.join(root, file))]).toEqual([file, true]);
			}
		}
	});
});

function operationsOf(properties: INodeProperties[]): INodeProperties[] {
	return properties.filter(({ name }) => name === 'operation');
}

test('the packed package holds what n8n needs, nothing else, in under 100 kB', () => {
	const [pack] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: root, encoding: 'utf8' }),
	) as Array<{ size: number; files: Array<{ path: string }> }>;
	const unexpected = (pack?.files ?? [])
		.map((file) => file.path)
		.filter(
			(file) =>
				!/^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(file) &&
				file !== 'dist/package.js' &&
				!/^dist\/(credentials|nodes)\/.*\.(js|json|svg)$/.test(file),
		);
	expect(unexpected).toEqual([]);
	expect(pack?.size).toBeLessThan(100_000);
	expect(pack?.files.map((file) => file.path)).toContain('dist/nodes/PayMongo/PayMongo.node.js');
});

test('has no dependency at run time but n8n-workflow itself', () => {
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});
