import type { Language } from './words.js';

/** Dates and numbers as a language writes them. */
export interface Formats {
  readonly number: (value: number) => string;
  /** @param value in VND */
  readonly money: (value: number) => string;
  /** @param share from 0 to 1 */
  readonly percent: (share: number) => string;
  /** @param ms milliseconds */
  readonly duration: (ms: number) => string;
  readonly time: (iso: string | number) => string;
  /** Without the year, for lists. */
  readonly dayTime: (iso: string) => string;
  readonly dateTime: (iso: string) => string;
  readonly hour: (iso: string | number) => string;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', vi: 'vi-VN' };

export function formatsIn(language: Language): Formats {
  const locale = LOCALES[language];
  const number = (options?: Intl.NumberFormatOptions) => numberFormat(locale, options);
  const date = (options: Intl.DateTimeFormatOptions) => dateFormat(locale, options);
  return {
    number: number(),
    money: number({ style: 'currency', currency: 'VND', maximumFractionDigits: 0 }),
    percent: number({ style: 'percent', maximumFractionDigits: 0 }),
    duration: durationFormat(locale),
    time: date({ timeStyle: 'medium' }),
    dayTime: date({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    dateTime: date({ dateStyle: 'medium', timeStyle: 'medium' }),
    hour: date({ hour: '2-digit', minute: '2-digit' }),
  };
}

function numberFormat(locale: string, options?: Intl.NumberFormatOptions): (value: number) => string {
  const format = new Intl.NumberFormat(locale, options);
  return (value) => format.format(value);
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): (at: string | number) => string {
  const format = new Intl.DateTimeFormat(locale, options);
  return (at) => format.format(new Date(at));
}

/** Milliseconds where it is less than a second. */
function durationFormat(locale: string): (ms: number) => string {
  const unit = (name: string) =>
    numberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'narrow', maximumFractionDigits: 1 });
  const [milliseconds, seconds] = [unit('millisecond'), unit('second')];
  return (ms) => (ms < 1_000 ? milliseconds(Math.round(ms)) : seconds(ms / 1_000));
}
