import { useFormats, useWords } from '../i18n/language.js';
import { stateWords } from '../parts/state.words.js';
import { ChartCard } from './chart-card.js';
import { overviewWords } from './overview.words.js';
import type { HourStats } from './stats.js';

const ENDS = ['delivered', 'undelivered', 'rejected', 'unknown'] as const;

/** What each of the last 24 hours brought, and what it cost. */
export function HoursCards({ hours }: { readonly hours: readonly HourStats[] }) {
  const text = useWords(overviewWords);
  const { states } = useWords(stateWords);
  const { money, number } = useFormats();
  const times = hours.map(({ hour }) => Date.parse(hour));
  const ends = ENDS.map((state) => ({
    label: states[state],
    color: `--${state}`,
    values: hours.map((hour) => hour[state]),
  }));
  const costs = [{ label: text.vnd, color: '--accent', values: hours.map(({ costVnd }) => costVnd) }];
  return (
    <>
      <ChartCard id="hours" title={text.hours} times={times} series={ends} format={number} />
      <ChartCard id="cost" title={text.cost} times={times} series={costs} format={money} />
    </>
  );
}
