import { expect, it } from '@jest/globals';
import { hostNameOf, isLoopbackHost } from './loopback.js';

it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.9.8.7', '::1', '[::1]'])('%s is loopback', (host) => {
  expect(isLoopbackHost(host)).toBe(true);
});

it.each(['', 'example.com', '127.0.0.1.example.com', 'localhost.example.com', '10.0.0.1', '0.0.0.0', '[::2]'])(
  '%p is not loopback',
  (host) => expect(isLoopbackHost(host)).toBe(false),
);

it('takes the port off a Host header', () => {
  expect(['a.b:80', 'a.b', '[::1]:4010', '[::1]'].map(hostNameOf)).toEqual(['a.b', 'a.b', '[::1]', '[::1]']);
});
