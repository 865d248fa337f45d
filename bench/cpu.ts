import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Linux counts a process's time in hundredths of a second. */
const MS_PER_TICK = 10;

/** CPU milliseconds a process has used so far, all its threads together, without its children. */
export function cpuOf(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The second field is the program's name in brackets, in which there may be anything.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const [user, system] = [fields[11], fields[12]].map(Number);
	return ((user ?? 0) + (system ?? 0)) * MS_PER_TICK;
}

/** Memory a process holds now, in megabytes. */
export function memoryOf(pid: number): number {
	return megabytes(pid, /VmRSS:\s+(\d+)/);
}

/** The most memory a process held since it began, or since `forgetPeak`, in megabytes. */
export function peakMemoryOf(pid: number): number {
	return megabytes(pid, /VmHWM:\s+(\d+)/);
}

/** Counts the most memory from now on: `man 5 proc_pid_clear_refs`. */
export function forgetPeak(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function megabytes(pid: number, pattern: RegExp): number {
	const [, kilobytes] = pattern.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kilobytes) / 1024;
}

/** A process is done when it used less than a tenth of a processor for this long. */
export const IDLE_MS = 500;

/** Waits until processes are done: n8n answers before a workflow has ended. */
export async function untilIdle(pids: readonly number[]): Promise<void> {
	const used = () => pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
	for (;;) {
		const before = used();
		await pause(IDLE_MS);
		if (used() - before < (pids.length * IDLE_MS) / 10) return;
	}
}
