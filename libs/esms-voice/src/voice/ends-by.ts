/** Waits for what is under way, but not for a store that never answers: the process must end. @param deadlineMs Unix time */
export async function endsBy(deadlineMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, deadlineMs - Date.now())));
  await Promise.race([work, late]);
  clearTimeout(timer);
}
