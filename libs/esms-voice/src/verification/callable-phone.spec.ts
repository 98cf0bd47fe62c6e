import { describe, expect, it } from '@jest/globals';
import { prefixOf, readCallablePhone, readPhoneList } from './callable-phone.js';

const read = (phone: unknown, allow: string[] = [], deny: string[] = []) =>
  readCallablePhone(phone, { allow: readPhoneList(allow), deny: readPhoneList(deny) });

describe('readCallablePhone', () => {
  it.each(['0901888484', '84901888484', '+84 901.888-484', ' 0901 888 484 '])('reads %p', (text) => {
    expect(read(text)).toEqual({ phone: '0901888484', problem: null });
  });

  it.each([
    '02838222888',
    '1900123456',
    '18001234',
    '+12025550123',
    '090188',
    'x',
    '',
    null,
    901888484,
    ['0901888484'],
  ])('refuses %p', (text) => {
    const { phone, problem } = read(text);
    expect([phone, typeof problem]).toEqual([null, 'string']);
  });

  it.each([
    ['+12025550123', '+1'],
    ['+12025550123', '+12025550123'],
    ['02838222888', '028'],
    ['02838222888', '+8428'],
  ])('takes %s where the list allows %s', (phone, allowed) => {
    expect(read(phone, [allowed])).toEqual({ phone, problem: null });
  });

  it.each(['0901', '+84901', '0901888484', '+84901888484'])('refuses a number that the list denies by %s', (denied) => {
    expect(read('0901888484', ['090'], [denied])).toMatchObject({ phone: null });
    expect(read('0902888484', ['090'], [denied])).toMatchObject({ phone: '0902888484' });
  });
});

it.each([
  ['0901888484', '090'],
  ['+12025550123', '+12'],
])('the prefix of %s is %s, of its mask too', (phone, prefix) => {
  expect(prefixOf(phone)).toBe(prefix);
});
