/** Writes what each sub-path offers into a folder; resolves to the names of the files. */
export function writeApiReports(folder: string): Promise<string[]>;
