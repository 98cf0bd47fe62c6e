const SHOWN = 20;

/** Prints what a run counted, the first differences, and how many there are. @param seconds that it took */
export function report(title, { counts, differences }, seconds) {
  console.log(`${title}:`);
  for (const [name, number] of Object.entries(counts)) console.log(`${String(number).padStart(8)}  ${name}`);
  for (const line of differences.slice(0, SHOWN)) console.error(line);
  console.log(`${differences.length} differences in ${seconds} s`);
}
