import uPlot from 'uplot';

const HEIGHT = 200;
const HOUR_S = 3_600;
const BAR_WIDTH = 0.7;
const WIDEST_BAR = 28;

interface ChartFormats {
  /** @param time milliseconds */
  readonly hour: (time: number) => string;
  readonly value: (value: number) => string;
}

/** How the chart looks: the colours are the page's own at this moment. @param colors custom properties, bottom to top */
export function chartOptions(element: HTMLElement, colors: readonly string[], formats: ChartFormats): uPlot.Options {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  const axis = {
    stroke: color('--quiet'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
    font: `12px ${style.fontFamily}`,
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    // The bar of the last hour stands behind its beginning.
    scales: {
      x: { range: (_, min, max) => [min, max + HOUR_S] },
      y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] },
    },
    axes: [
      { ...axis, grid: { show: false }, values: (_, times) => times.map((time) => formats.hour(time * 1_000)) },
      { ...axis, size: 76, values: (_, values) => values.map(wholeOnly(formats.value)) },
    ],
    series: [{}, ...colors.toReversed().map((name) => barsOf(color(name)))],
  };
}

function barsOf(fill: string): uPlot.Series {
  const paths = uPlot.paths.bars!({ size: [BAR_WIDTH, WIDEST_BAR], align: 1 });
  return { fill, stroke: fill, width: 0, paths, points: { show: false } };
}

/** There is no half of a call. */
const wholeOnly =
  (format: (value: number) => string) =>
  (value: number): string =>
    Number.isInteger(value) ? format(value) : '';
