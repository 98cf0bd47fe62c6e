import { describe, expect, it } from '@jest/globals';
import { callerIpKey, isIpAddress } from './caller-ip.js';

describe('callerIpKey', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::9', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:0:0:1::1', '2001:db8:0:0'],
    ['2001:db8::1:2:3:4:5', '2001:db8:0:1'],
    ['::2', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['1:2:3:4:5:6:7::', '1:2:3:4'],
  ])('counts %s by %s', (ip, key) => {
    expect(isIpAddress(ip)).toBe(true);
    expect(callerIpKey(ip)).toBe(key);
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::1%lo'])(
    'counts loopback by nothing: %s',
    (ip) => {
      expect(callerIpKey(ip)).toBeNull();
    },
  );

  it.each(['', 'localhost', '1.2.3', '1.2.3.4:80', '[::1]', 4, null])('takes %p for no address', (text) => {
    expect(isIpAddress(text)).toBe(false);
  });
});
