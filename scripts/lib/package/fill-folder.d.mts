/** Has a folder hold these files, by path, and no others. */
export function fillFolder(folder: string, texts: ReadonlyMap<string, string>): Promise<void>;
