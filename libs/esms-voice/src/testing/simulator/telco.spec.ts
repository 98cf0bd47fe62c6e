import { expect, it } from '@jest/globals';
import { networkNameOf, telcoIdOf } from './telco.js';

it.each([
  ['0961234567', 1, 'Viettel'],
  ['0391234567', 1, 'Viettel'],
  ['0901888484', 2, 'Mobifone'],
  ['0911234567', 3, 'Vinaphone'],
  ['0921234567', 4, 'Vietnamobile'],
  ['0991234567', 5, 'Gtel'],
  ['0871234567', 6, 'Itel'],
  ['0551234567', 7, 'Reddi'],
  ['0541234567', 0, ''],
])('%s belongs to carrier %i, %s', (phone, telco, name) => {
  expect([telcoIdOf(phone), networkNameOf(phone)]).toEqual([telco, name]);
});
