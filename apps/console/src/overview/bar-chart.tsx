import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useFormats } from '../i18n/language.js';
import { chartOptions } from './chart-options.js';
import type { ChartSeries } from './chart-series.js';
import { stacked } from './stacked.js';
import { useColorScheme } from './use-color-scheme.js';

interface Props {
  /** Milliseconds. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly format: (value: number) => string;
}

/** Bars by the hour, one series on top of the other. */
export function BarChart({ times, series, format }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);
  const scheme = useColorScheme();
  const { hour } = useFormats();
  const data = useMemo(() => dataOf(times, series), [times, series]);
  const colors = series.map(({ color }) => color).join();
  useEffect(() => {
    const element = box.current!;
    const plot = new uPlot(chartOptions(element, colors.split(','), { hour, value: format }), data, element);
    chart.current = plot;
    const resize = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: plot.height }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      plot.destroy();
    };
    // Data that change are set below; only what changes the look makes the chart anew.
  }, [scheme, colors, hour, format]);
  useEffect(() => chart.current?.setData(data), [data]);
  return <div ref={box} className="chart" aria-hidden="true" />;
}

/** The tallest is drawn first, and the others over it. */
function dataOf(times: readonly number[], series: readonly ChartSeries[]): uPlot.AlignedData {
  const sums = stacked(series.map(({ values }) => values)).toReversed();
  return [times.map((time) => time / 1_000), ...sums];
}
