import { describe, expect, it } from '@jest/globals';
import { networkNameOf } from '../testing/simulator/telco.js';
import { carrierOf } from './carrier.js';
import { maskPhone } from './mask.js';

/** Names of the contract, section 4, and ours. */
const OURS: Readonly<Record<string, string>> = {
  Viettel: 'viettel',
  Mobifone: 'mobifone',
  Vinaphone: 'vinaphone',
  Vietnamobile: 'vietnamobile',
  Gtel: 'gmobile',
  Itel: 'itel',
};

describe('carrierOf', () => {
  it.each([
    ['0961234567', 'viettel'],
    ['0321234567', 'viettel'],
    ['0901234567', 'mobifone'],
    ['0911234567', 'vinaphone'],
    ['0921234567', 'vietnamobile'],
    ['0991234567', 'gmobile'],
    ['0871234567', 'itel'],
    ['0551234567', 'other'],
    ['02812345678', 'other'],
    ['+12025550123', 'other'],
    ['84961234567', 'viettel'],
    ['+84961234567', 'viettel'],
    ['', 'other'],
    ['*****', 'other'],
  ])('%s is %s, masked too where three digits are shown', (phone, carrier) => {
    expect(carrierOf(phone)).toBe(carrier);
    if (phone.startsWith('0')) expect(carrierOf(maskPhone(phone))).toBe(carrier);
  });

  it('agrees with the simulator on every prefix', () => {
    for (let prefix = 0; prefix < 1_000; prefix += 1) {
      const phone = `${String(prefix).padStart(3, '0')}1234567`;
      if (phone.startsWith('0'))
        expect([phone, carrierOf(phone)]).toEqual([phone, OURS[networkNameOf(phone)] ?? 'other']);
    }
  });
});
