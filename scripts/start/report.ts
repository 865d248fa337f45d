const LINE_EVERY_MS = 15_000;

/**
 * Shows a step's progress: on a terminal in one line that changes, elsewhere as a new line every
 * fifteen seconds.
 */
export function report(task: { output: string }): (line: string) => void {
	let lastAt = 0;
	return (line) => {
		if (!process.stdout.isTTY && Date.now() - lastAt < LINE_EVERY_MS) return;
		lastAt = Date.now();
		task.output = line;
	};
}
