/** Rejects where the answer takes longer: whoever asks how things stand has no time to wait. */
export async function inTime<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, limitMs, new Error('late')).unref();
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
