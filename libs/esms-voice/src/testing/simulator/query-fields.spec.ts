import { expect, it } from '@jest/globals';
import { queryFields } from './query-fields.js';

it.each([
  ['RequestId', 'a'],
  ['requestid', 'a'],
  ['REQUESTID', 'a'],
  ['Phone', '1,2'],
  ['Empty', ''],
  ['Absent', ''],
])('reads %s as %p', (name, value) => {
  expect(queryFields(new URLSearchParams('RequestID=a&phone=1&Phone=2&empty='))(name)).toBe(value);
});
