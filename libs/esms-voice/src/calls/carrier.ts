/** Carriers of Vietnamese mobile numbers; `other`: any other one, a landline, or a number from abroad. */
export const CARRIERS = ['viettel', 'mobifone', 'vinaphone', 'vietnamobile', 'gmobile', 'itel', 'other'] as const;

/** One of {@link CARRIERS}. */
export type Carrier = (typeof CARRIERS)[number];

const PREFIXES: Readonly<Record<Exclude<Carrier, 'other'>, string>> = {
  viettel: '032 033 034 035 036 037 038 039 086 096 097 098',
  mobifone: '070 076 077 078 079 089 090 093',
  vinaphone: '081 082 083 084 085 088 091 094',
  vietnamobile: '052 056 058 092',
  gmobile: '059 099',
  itel: '087',
};

const CARRIER_OF = new Map<string, Carrier>(
  Object.entries(PREFIXES).flatMap(([carrier, prefixes]) =>
    prefixes.split(' ').map((prefix) => [prefix, carrier as Carrier] as const),
  ),
);

const PREFIX_LENGTH = 3;
const INTERNATIONAL = /^\+?84(?=[1-9])/;

/**
 * The carrier to which the number was given, by its first three digits; a number that was ported since is told as its first
 * carrier's. @param phone in national or international form, full or masked (`090****484`).
 */
export function carrierOf(phone: string): Carrier {
  const national = phone.startsWith('0') ? phone : phone.replace(INTERNATIONAL, '0');
  return CARRIER_OF.get(national.slice(0, PREFIX_LENGTH)) ?? 'other';
}
