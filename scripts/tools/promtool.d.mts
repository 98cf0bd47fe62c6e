/** The path of Prometheus' `promtool`. */
export function obtainPromtool(): Promise<string>;
