/** Endings of numbers that the simulator treats in a known way, among others that answer. */
const ENDINGS = ['484', '001', '485', '486', '002', '487', '488', '004', '489', '490', '491', '492'];
/** One of each large carrier, as it were; with the ending they are made-up numbers. */
const STARTS = ['0901888', '0987000', '0912000', '0363000'];

/** Numbers for a look at the wall. */
export const samplePhones = (): string[] => ENDINGS.map((ending, index) => STARTS[index % STARTS.length]! + ending);

/** A code of six digits. */
export const sampleCode = (random = Math.random()): string => String(Math.floor(random * 1e6)).padStart(6, '0');
