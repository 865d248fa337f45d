/** The editor as a new user meets it, in a browser. */
import type { Check } from '../check';
import { credentialDialogs } from './credentialDialogs';
import { messages } from './messages';
import { newUser } from './newUser';
import { nodePanel } from './nodePanel';
import { triggerPanel } from './triggerPanel';

export const editorChecks: Check[] = [
	nodePanel,
	credentialDialogs,
	newUser,
	messages,
	triggerPanel,
];
