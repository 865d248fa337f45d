import { parseArgs } from 'node:util';
import { freePort, isFree } from '../../harness/ports';

const N8N_PORT = 5678;

interface StartOptions {
	/** End after the table instead of leaving the editor open. */
	once: boolean;
	port: number;
	/** Set when the usual port is taken and another one was chosen. */
	portNote?: string;
}

/**
 * Reads the command line. n8n's usual port is used when it is free; when somebody else has it, any
 * free one, unless this very port was asked for.
 */
export async function readOptions(args: string[]): Promise<StartOptions> {
	const { values } = parseArgs({
		args,
		options: { once: { type: 'boolean', default: false }, port: { type: 'string' } },
	});
	const { once, port } = values;
	if (port === undefined) {
		if (await isFree(N8N_PORT)) return { once, port: N8N_PORT };
		const other = await freePort();
		return { once, port: other, portNote: `Port ${N8N_PORT} is in use, so n8n gets ${other}.` };
	}
	const wanted = Number(port);
	if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65535) {
		throw new Error(`--port takes a number from 1 to 65535, not "${port}".`);
	}
	if (!(await isFree(wanted))) {
		throw new Error(
			`Port ${wanted} is in use. Stop what uses it, or choose another: npm start -- --port ${wanted + 1}`,
		);
	}
	return { once, port: wanted };
}
