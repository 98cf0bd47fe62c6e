/** Digits of a code. */
export const MIN_DIGITS = 4;
export const MAX_DIGITS = 10;

const CHUNK_BYTES = 6;
const CHUNK_RANGE = 2 ** (8 * CHUNK_BYTES);
const RUN_LENGTH = 3;

/** How a code looks. */
export interface CodeShape {
  readonly digits: number;
  /** No digit three times in a row, no three digits that count up or down. */
  readonly earSafe: boolean;
}

/** Gives random bytes, another block for each index, always the same for the same one. */
export type BlockSource = (index: number) => Buffer;

/** Cuts a code out of random blocks: each allowed code is as likely as any other. */
export function cutCode(blockOf: BlockSource, { digits, earSafe }: CodeShape): string {
  const range = 10 ** digits;
  const fair = CHUNK_RANGE - (CHUNK_RANGE % range);
  for (let index = 0; ; index += 1) {
    const block = blockOf(index);
    for (let at = 0; at + CHUNK_BYTES <= block.length; at += CHUNK_BYTES) {
      const number = block.readUIntBE(at, CHUNK_BYTES);
      const code = String(number % range).padStart(digits, '0');
      if (number < fair && !(earSafe && isHardToFollow(code))) return code;
    }
  }
}

/** `000`, `123`, `987` and the like anywhere in it. */
export function isHardToFollow(code: string): boolean {
  let step = NaN;
  let length = 1;
  for (let i = 1; i < code.length; i += 1) {
    const next = code.charCodeAt(i) - code.charCodeAt(i - 1);
    length = next === step ? length + 1 : 2;
    step = next;
    if (Math.abs(step) <= 1 && length >= RUN_LENGTH) return true;
  }
  return false;
}

/** How many codes of a shape there are. */
export function countCodes({ digits, earSafe }: CodeShape): number {
  if (!earSafe) return 10 ** digits;
  let endings = new Map<string, number>();
  for (let digit = 0; digit < 10; digit += 1) endings.set(String(digit), 1);
  for (let length = 2; length <= digits; length += 1) endings = extended(endings);
  return [...endings.values()].reduce((sum, count) => sum + count, 0);
}

/** Only the last two digits decide which may follow. */
function extended(endings: ReadonlyMap<string, number>): Map<string, number> {
  const longer = new Map<string, number>();
  for (const [ending, count] of endings) {
    for (let digit = 0; digit < 10; digit += 1) {
      const text = ending + String(digit);
      const key = text.slice(-2);
      if (!isHardToFollow(text)) longer.set(key, (longer.get(key) ?? 0) + count);
    }
  }
  return longer;
}
