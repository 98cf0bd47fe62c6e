/** Numbers that look random and repeat with the seed (mulberry32). */
export class SeededRandom {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** An unsigned 32-bit integer. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** An integer from `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return least + (this.next() % (most - least + 1));
  }

  /** True with this probability, from 0 (never) to 1 (always). */
  chance(probability: number): boolean {
    return this.next() < probability * 2 ** 32;
  }

  /** Lower-case hexadecimal digits, eight at a time. */
  hex(words: number): string {
    return Array.from({ length: words }, () => this.next().toString(16).padStart(8, '0')).join('');
  }
}

/** An SMSID as the OTP endpoint publishes it: 32 hexadecimal digits and some decimal ones (contract, section 1). */
export function newCallId(random: SeededRandom): string {
  return `${random.hex(4)}${random.integer(100, 99_999)}`;
}

/** An SMSID as the voice host publishes it: like a GUID, with a hyphen less (contract, section 2). */
export function newVoiceCallId(random: SeededRandom): string {
  const digits = random.hex(4);
  return [digits.slice(0, 8), digits.slice(8, 16), digits.slice(16, 20), digits.slice(20)].join('-');
}
