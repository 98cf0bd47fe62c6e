import { describe, expect, it } from '@jest/globals';
import { appendFields, fillInFields } from './callback-url.js';

const FIELDS = [
  ['ReferenceId', 'id 1'],
  ['CallDuration', 13],
  ['Ivr', ''],
] as const;
const ALL = 'ReferenceId=id%201&CallDuration=13&Ivr=';

describe('appendFields', () => {
  it.each([
    ['http://a/b', `http://a/b?${ALL}`],
    ['http://a/b?', `http://a/b?${ALL}`],
    ['http://a/b?own=2', `http://a/b?own=2&${ALL}`],
    ['http://a/b?own=2&', `http://a/b?own=2&${ALL}`],
    ['http://a/b?own=a%26b#top', `http://a/b?own=a%26b&${ALL}#top`],
    ['http://a/b?ReferenceId=&Ivr=', `http://a/b?ReferenceId=&Ivr=&${ALL}`],
  ])('appends to %s', (url, expected) => {
    expect(appendFields(new URL(url), FIELDS).href).toBe(expected);
  });
});

describe('fillInFields', () => {
  it.each([
    ['http://a/b?ReferenceId=&CallDuration=&Ivr=', `http://a/b?${ALL}`],
    ['http://a/b?Ivr=&ReferenceId=', 'http://a/b?Ivr=&ReferenceId=id%201'],
    ['http://a/b?callduration=', 'http://a/b?callduration=13'],
    ['http://a/b?CallDuration', 'http://a/b?CallDuration=13'],
    ['http://a/b?own=a%26b&CallDuration=&empty=&x#top', 'http://a/b?own=a%26b&CallDuration=13&empty=&x#top'],
    ['http://a/b?ReferenceId=mine&CallDuration=', 'http://a/b?ReferenceId=mine&CallDuration=13'],
  ])('fills in the names that stand without a value in %s, and no other', (url, expected) => {
    expect(fillInFields(new URL(url), FIELDS).href).toBe(expected);
  });

  it.each([
    ['http://a/b', `http://a/b?${ALL}`],
    ['http://a/b?own=2', `http://a/b?own=2&${ALL}`],
    ['http://a/b?ReferenceId=mine', `http://a/b?ReferenceId=mine&${ALL}`],
  ])('appends all of them where no name stands without a value: %s', (url, expected) => {
    expect(fillInFields(new URL(url), FIELDS).href).toBe(expected);
  });
});
