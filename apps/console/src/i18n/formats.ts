import type { Language } from './words.js';

/** Dates and numbers as a language writes them. */
export interface Formats {
  readonly number: (value: number) => string;
  /** @param value in VND */
  readonly money: (value: number) => string;
  /** @param share from 0 to 1 */
  readonly percent: (share: number) => string;
  readonly seconds: (ms: number) => string;
  readonly time: (iso: string | number) => string;
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
    seconds: secondsFormat(locale),
    time: date({ timeStyle: 'medium' }),
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

function secondsFormat(locale: string): (ms: number) => string {
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', maximumFractionDigits: 2 });
  return (ms) => format.format(ms / 1_000);
}
