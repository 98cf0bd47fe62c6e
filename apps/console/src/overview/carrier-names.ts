const NAMES: Readonly<Record<string, string>> = {
  viettel: 'Viettel',
  vinaphone: 'VinaPhone',
  mobifone: 'MobiFone',
  vietnamobile: 'Vietnamobile',
  gmobile: 'Gmobile',
  itel: 'iTel',
};

/** A carrier as it writes itself; @param other what the rest is called */
export const carrierName = (carrier: string, other: string): string => NAMES[carrier] ?? other;
