/** The README as it is packed: each relative link goes to the repository, at the version's tag. */
export function packedReadme(text: string, manifest: { name: string; version: string; homepage: string }): string;
