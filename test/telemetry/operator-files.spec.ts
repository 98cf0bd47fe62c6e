import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { METRICS, type MetricDefinition } from 'nestjs-esms-voice/opentelemetry';
import { obtainPromtool } from '../../scripts/tools/promtool.mjs';
import { metricsIn, PROMETHEUS_NAMES, prometheusName } from '../support/metric-names.js';

const pathOf = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const textOf = (file: string): Promise<string> => readFile(pathOf(file), 'utf8');

const rowOf = (metric: MetricDefinition): string[] => [
  `\`${prometheusName(metric)}\``,
  `\`${metric.name}\``,
  metric.type,
  metric.unit,
  metric.labels.map((label) => `\`${label}\``).join(' '),
  metric.description,
];

describe('the files for operators', () => {
  it('docs/operations.md has the table of all metrics, as the code has it', async () => {
    const lines = (await textOf('docs/operations.md')).split('\n').filter((line) => line.startsWith('| `esms_'));
    const cells = lines.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    expect(cells).toEqual(Object.values<MetricDefinition>(METRICS).map(rowOf));
  });

  it.each(['deploy/prometheus/alerts.yml', 'deploy/grafana/esms-voice.json'])(
    '%s knows no other metric',
    async (file) => {
      const names = metricsIn(await textOf(file));
      expect(names.length).toBeGreaterThan(5);
      expect(names.filter((name) => !PROMETHEUS_NAMES.has(name))).toEqual([]);
    },
  );

  it('the dashboard shows every metric', async () => {
    const shown = metricsIn(await textOf('deploy/grafana/esms-voice.json')).map((name) => name.replace(/_bucket$/, ''));
    const isShown = (metric: MetricDefinition): boolean => shown.includes(prometheusName(metric));
    expect(Object.values<MetricDefinition>(METRICS).filter((metric) => !isShown(metric))).toEqual([]);
  });

  it('the alert rules are good for Prometheus', async () => {
    const promtool = await obtainPromtool();
    const { stdout } = await promisify(execFile)(promtool, ['check', 'rules', pathOf('deploy/prometheus/alerts.yml')]);
    expect(stdout).toMatch(/SUCCESS: 10 rules found/);
  }, 200_000);
});
