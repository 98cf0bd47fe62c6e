import { expect, it } from '@jest/globals';
import { identityOf, type RequestIdentity } from './request-identity.js';

const REQUEST: RequestIdentity = {
  kind: 'otp',
  phone: '0901888484',
  content: '686868',
  sandbox: false,
  sendAt: new Date(0),
};

it('each part of a request makes it another one', () => {
  const others: Partial<RequestIdentity>[] = [
    { kind: 'template' },
    { phone: '0901888485' },
    { content: '686868 ' },
    { sandbox: true },
    { sendAt: null },
    { sendAt: new Date(1) },
    { phone: '0901888484","686868', content: '' },
  ];
  const texts = [REQUEST, ...others.map((other) => ({ ...REQUEST, ...other }))].map(identityOf);
  expect(new Set(texts).size).toBe(texts.length);
  expect(identityOf({ ...REQUEST, sendAt: new Date(0) })).toBe(texts[0]);
});
