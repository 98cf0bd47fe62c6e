/** The first bucket of ring times ends here; each further one is a fifth longer than the one before. */
const FIRST_MS = 200;
const GROWTH = 1.2;
const RING_BUCKETS = 48;
const LOG_GROWTH = Math.log(GROWTH);

/** What became of the calls to one carrier that ended in one minute. */
export class MinuteCounts {
  answered = 0;
  unanswered = 0;
  /** How many calls rang after how long, in buckets, so that its size does not depend on how many there are. */
  private readonly rings = new Uint32Array(RING_BUCKETS);

  noteRing(ms: number): void {
    const bucket = ms <= FIRST_MS ? 0 : Math.ceil(Math.log(ms / FIRST_MS) / LOG_GROWTH);
    this.rings[Math.min(bucket, RING_BUCKETS - 1)]! += 1;
  }

  addTo(sum: MinuteCounts): void {
    sum.answered += this.answered;
    sum.unanswered += this.unanswered;
    for (const [bucket, count] of this.rings.entries()) sum.rings[bucket]! += count;
  }

  /** The time within which this share of the calls rang, a tenth off at most; `null` where none is known. */
  ringMs(share: number): number | null {
    const total = this.rings.reduce((sum, count) => sum + count, 0);
    let left = Math.ceil(total * share);
    const bucket = total === 0 ? -1 : this.rings.findIndex((count) => (left -= count) <= 0);
    return bucket < 0 ? null : Math.round((FIRST_MS * GROWTH ** bucket) / Math.sqrt(GROWTH));
  }
}
