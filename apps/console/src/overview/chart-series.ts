/** A row of bars: its name, the custom property with its colour, a value for each hour. */
export interface ChartSeries {
  readonly label: string;
  readonly color: string;
  readonly values: readonly number[];
}
