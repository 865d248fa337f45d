const LINE_EVERY_MS = 15_000;

/**
 * Shows a step's progress: on a terminal in one line that changes, elsewhere as a new line when
 * something else begins, or every fifteen seconds.
 */
export function report(task: { output: string }): (line: string) => void {
	let lastAt = 0;
	let lastWords = '';
	return (line) => {
		const words = line.replace(/\d+/g, '');
		const soon = Date.now() - lastAt < LINE_EVERY_MS;
		if (!process.stdout.isTTY && soon && words === lastWords) return;
		lastAt = Date.now();
		lastWords = words;
		task.output = line;
	};
}
