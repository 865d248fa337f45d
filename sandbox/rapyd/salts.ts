/** Salts that were used: Rapyd refuses one again even with a fresh timestamp. */
export interface Salts {
	/** False when the salt was used before. */
	use(salt: string): boolean;
	clear(): void;
}

/** How long Rapyd remembers is unknown; here it is the last 50,000 to 100,000 of them. */
const kept = 50_000;

export function createSalts(): Salts {
	let recent = new Set<string>();
	let older = new Set<string>();
	return {
		use(salt) {
			if (recent.has(salt) || older.has(salt)) return false;
			if (recent.size >= kept) {
				older = recent;
				recent = new Set();
			}
			recent.add(salt);
			return true;
		},
		clear() {
			recent = new Set();
			older = new Set();
		},
	};
}
