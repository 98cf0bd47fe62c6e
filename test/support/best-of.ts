/** The least of what `tries` measurements gave, one after another: the clock also counts what runs beside a test. Stops early below `enough`. */
export async function bestOf(tries: number, enough: number, measure: (n: number) => Promise<number>): Promise<number> {
  let best = Infinity;
  for (let n = 0; n < tries && best >= enough; n++) best = Math.min(best, await measure(n));
  return best;
}
