import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';

import { projectFolder } from '../harness/runtime/folder';

const FILE = path.join(projectFolder, 'docs', 'benchmarks.md');

/** Writes what was measured between the two marks of its name in docs/benchmarks.md. */
export async function writeSection(name: string, text: string): Promise<string> {
	const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
	const old = await readFile(FILE, 'utf8');
	const [from, to] = [old.indexOf(begin), old.indexOf(end)];
	if (from < 0 || to < from) throw new Error(`${FILE} has no place for ${name}.`);
	const whole = `${old.slice(0, from)}${begin}\n\n${text}\n\n${old.slice(to)}`;
	const options = { ...(await resolveConfig(FILE)), filepath: FILE };
	await writeFile(FILE, await format(whole, options));
	return FILE;
}

/** A table of Markdown; all columns but the first `words` hold numbers. */
export function markdownTable(head: string[], rows: string[][], words = 1): string {
	const alignment = head.map((_, column) => (column < words ? '---' : '--:'));
	return [head, alignment, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
