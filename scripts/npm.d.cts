export declare function isInstalled(folder: string): boolean;
export declare function npm(args: string[]): [command: string, args: string[]];
export declare function npmCi(options: {
	folder: string;
	args?: string[];
	onProgress?: (line: string) => void;
}): Promise<void>;
