/** Fields that the API's words name otherwise. */
const OTHER_NAMES: readonly (readonly [RegExp, string])[] = [[/^(either )?code (or|and) content /, 'code']];

/** Puts each problem at the field that its first word names; what names none of the fields is in `rest`. */
export function problemsByField(problems: readonly string[], fields: readonly string[]) {
  const at: Record<string, string[]> = {};
  const rest: string[] = [];
  for (const problem of problems) {
    const name = OTHER_NAMES.find(([pattern]) => pattern.test(problem))?.[1] ?? /^\w+/.exec(problem)?.[0];
    const field = fields.find((each) => each === name);
    if (field === undefined) rest.push(problem);
    else (at[field] ??= []).push(problem);
  }
  return { at, rest };
}
