const HEADING = /^#{1,6}\s+(.*?)\s*#*$/;

/** The anchors that GitHub gives to the headings of a page: one that comes twice is counted. */
export function headingSlugs(lines: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return lines.flatMap((line) => {
    const [, heading] = HEADING.exec(line) ?? [];
    if (heading === undefined) return [];
    const slug = slugOf(heading);
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return [before === 0 ? slug : `${slug}-${before}`];
  });
}

/** Words of any language stay, in small letters; links and code marks give their text alone. */
const slugOf = (heading: string): string =>
  heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
