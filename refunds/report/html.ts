/** HTML in which every value is text, whatever it contains. */
export interface Html {
	readonly html: string;
}

type Part = Html | readonly Html[] | string | number | null;

/** Longer values are cut: a report is for reading, and a ledger may hold anything. */
const LONGEST_VALUE = 300;

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** A template whose values are escaped, unless they were made by a template like this. */
export function html(strings: TemplateStringsArray, ...values: Part[]): Html {
	let text = strings[0] ?? '';
	values.forEach((value, index) => {
		text += markup(value) + (strings[index + 1] ?? '');
	});
	return { html: text };
}

export const EMPTY = html``;

function markup(value: Part): string {
	if (value === null) return '';
	if (typeof value === 'string') return escapeText(value);
	if (typeof value === 'number') return String(value);
	return 'html' in value ? value.html : value.map((part) => part.html).join('');
}

function escapeText(text: string): string {
	const short = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
	return short.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A value of the ledger or the provider; its writing direction does not reach what follows. */
export function value(text: string): Html {
	return html`<bdi>${text}</bdi>`;
}
