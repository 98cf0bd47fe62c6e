const PREFIXES: Record<number, string> = {
  1: '032 033 034 035 036 037 038 039 086 096 097 098',
  2: '070 076 077 078 079 089 090 093',
  3: '081 082 083 084 085 088 091 094',
  4: '052 056 058 092',
  5: '059 099',
  6: '087',
  7: '055',
};

const TELCO_BY_PREFIX = new Map(
  Object.entries(PREFIXES).flatMap(([telco, prefixes]) =>
    prefixes.split(' ').map((prefix) => [prefix, Number(telco)] as const),
  ),
);

/** The `telcoid` of a number by its prefix, 1 Viettel … 7 Reddi; 0 where no carrier holds it (contract, section 4). */
export function telcoIdOf(phone: string): number {
  return TELCO_BY_PREFIX.get(phone.slice(0, 3)) ?? 0;
}

const NAMES = ['', 'Viettel', 'Mobifone', 'Vinaphone', 'Vietnamobile', 'Gtel', 'Itel', 'Reddi'];

/** The carrier's name of a number by its prefix, spelled as in the contract; empty where no carrier holds it. */
export function networkNameOf(phone: string): string {
  return NAMES[telcoIdOf(phone)] ?? '';
}
