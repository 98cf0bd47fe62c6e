import { expect, it } from '@jest/globals';
import { telcoIdOf } from './telco.js';

it.each([
  ['0961234567', 1],
  ['0391234567', 1],
  ['0901888484', 2],
  ['0911234567', 3],
  ['0921234567', 4],
  ['0991234567', 5],
  ['0871234567', 6],
  ['0551234567', 7],
  ['0541234567', 0],
])('%s belongs to carrier %i', (phone, telco) => {
  expect(telcoIdOf(phone)).toBe(telco);
});
