/** A hint's text: n8n shows hints as HTML, and other people's own words are in them. */
export function asHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
