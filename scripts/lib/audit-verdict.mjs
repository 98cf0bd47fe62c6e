const SEVERE = new Set(['high', 'critical']);

/**
 * What a report of `npm audit --json` is worth.
 * @param {string} output of npm
 * @param {{ id: string, reason: string, until: string }[]} allowed advisories that are excused until the end of a day
 * @param {Date} now
 * @returns {{ isGood: boolean, lines: string[] }}
 */
export function judge(output, allowed, now) {
  const misfits = allowed.flatMap((entry) => problemsOf(entry, now));
  const report = parse(output);
  if (!report?.vulnerabilities) {
    return {
      isGood: misfits.length === 0,
      lines: [...misfits, 'Audit: the registry answers no audits; nothing was checked.'],
    };
  }
  const excused = new Set(allowed.map(({ id }) => id));
  const severe = advisoriesOf(report).filter(({ severity }) => SEVERE.has(severity));
  const open = severe.filter(({ id }) => !excused.has(id));
  const unused = [...excused].filter((id) => !severe.some((advisory) => advisory.id === id));
  const lines = [
    ...misfits,
    ...open.map(({ id, severity, name, title }) => `${severity}: ${name}: ${title} (${id})`),
    ...unused.map((id) => `audit-allow.json: ${id} is no longer needed.`),
    `Audit: ${open.length} open of ${severe.length} advisories that are high or critical.`,
  ];
  return { isGood: misfits.length === 0 && open.length === 0, lines };
}

/** An advisory may come by several packages. */
function advisoriesOf({ vulnerabilities }) {
  const found = Object.values(vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((via) => typeof via === 'object')
    .map(({ url, source, severity, name, title }) => ({
      id: url?.split('/').at(-1) ?? String(source),
      severity,
      name,
      title,
    }));
  return [...new Map(found.map((advisory) => [advisory.id, advisory])).values()];
}

function problemsOf({ id, reason, until }, now) {
  const name = `audit-allow.json: ${id ?? 'an entry without an id'}`;
  if (!id || !reason?.trim()) return [`${name} needs an id and a reason.`];
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(until ?? '') && !Number.isNaN(Date.parse(until));
  if (!isDay) return [`${name} needs a date, until: YYYY-MM-DD.`];
  return now >= new Date(Date.parse(until) + 86_400_000) ? [`${name} was excused until ${until}.`] : [];
}

function parse(output) {
  try {
    return JSON.parse(output);
  } catch {
    return null;
  }
}
