/** A bundled ES module as CommonJS, line by line. */
export function toCommonJs(code: string): string;
