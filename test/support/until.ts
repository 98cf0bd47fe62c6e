/** Waits until the check holds, looking every few milliseconds. @throws Error after `limitMs` */
export async function until(check: () => boolean | Promise<boolean>, limitMs = 3_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`Not so within ${limitMs} ms: ${check.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
