/** The least of what `tries` runs took, one after another: the clock also counts what runs beside a test. Stops early below `enough`. */
export async function bestOf(tries: number, enough: number, takenMs: (n: number) => Promise<number>): Promise<number> {
  let best = Infinity;
  for (let n = 0; n < tries && best >= enough; n++) best = Math.min(best, await takenMs(n));
  return best;
}
