/** The README tells people the behaviours of the speaking payments as they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { behaviours, gateways } from '../../../sandbox';

test("README's table lists the behaviours that there are, in the same words and order", () => {
	const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
	const [, table = ''] = /\| behaviour .*\n\| -.*\n((?:\|.*\n)+)/.exec(readme) ?? [];
	const rows = table
		.trim()
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()));
	expect(rows.map(([, name, where, what]) => [name, where, what])).toEqual(
		behaviours.map(({ name, providers, what }) => [
			`\`${name}\``,
			providers?.map((provider) => gateways[provider].title).join(', ') ?? 'all',
			what,
		]),
	);
});
