/** A name means one thing: hardly any is exported by shipped files of two layers. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const LAYERS = ['credentials', 'nodes', 'providers', 'refunds'];

function exportsOf(layer: string): Set<string> {
	const files = readdirSync(path.join(root, layer), { recursive: true, encoding: 'utf8' });
	const names = files
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => {
			const text = readFileSync(path.join(root, layer, file), 'utf8');
			return [
				...text.matchAll(/^export (?:async )?(?:function\*?|const|type|interface|class) (\w+)/gm),
			];
		})
		.map(([, name = '']) => name);
	return new Set(names);
}

test('at most three names are exported by two layers', () => {
	const layers = LAYERS.map(exportsOf);
	const all = new Set(layers.flatMap((names) => [...names]));
	const shared = [...all].filter((name) => layers.filter((names) => names.has(name)).length > 1);
	expect(all.size).toBeGreaterThan(200);
	expect(shared.sort()).toEqual(['quoted', 'refused']);
});
