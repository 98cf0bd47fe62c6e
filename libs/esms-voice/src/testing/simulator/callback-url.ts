import type { ReportField } from './call-report.js';

/** The CallbackUrl with the fields of a report behind its own parameters, which stay as they are. */
export function appendFields(callbackUrl: URL, fields: readonly ReportField[]): URL {
  const own = ownPartsOf(callbackUrl);
  return withParts(callbackUrl, [...own, ...fields.map(([name, value]) => partOf(name, value))]);
}

/**
 * The CallbackUrl with values for those names of the report that stand in it with none (contract, section 4),
 * in any case; everything else stays as it is. Where no such name stands in it, all of them are appended.
 */
export function fillInFields(callbackUrl: URL, fields: readonly ReportField[]): URL {
  const values = new Map(fields.map(([name, value]) => [name.toLowerCase(), value]));
  let isFilled = false;
  const parts = ownPartsOf(callbackUrl).map((part) => {
    const [, name] = /^([^=]*)=?$/.exec(part) ?? [];
    const value = name === undefined ? undefined : values.get(name.toLowerCase());
    if (name === undefined || value === undefined) return part;
    isFilled = true;
    return partOf(name, value);
  });
  return isFilled ? withParts(callbackUrl, parts) : appendFields(callbackUrl, fields);
}

function ownPartsOf({ search }: URL): string[] {
  const own = search.replace(/^\?/, '').replace(/&$/, '');
  return own === '' ? [] : own.split('&');
}

function partOf(name: string, value: string | number): string {
  return `${name}=${encodeURIComponent(value)}`;
}

function withParts(callbackUrl: URL, parts: readonly string[]): URL {
  const url = new URL(callbackUrl);
  url.search = parts.join('&');
  return url;
}
