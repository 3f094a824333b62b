import { describe, expect, test } from 'vitest';
import { networkOf, senderNetwork } from './network.ts';

describe('the network of an address', () => {
  test.each([
    ['203.0.113.77', '203.0.113.0/24'],
    [' 203.0.113.77:51234 ', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1234:5678:9abc:def0:1:2', '2001:db8:1234:5600::/56'],
    ['2001:DB8:1234:56ff::1', '2001:db8:1234:5600::/56'],
    ['[2001:db8:1234:5678::1]:443', '2001:db8:1234:5600::/56'],
    ['fe80::1%eth0', 'fe80:0:0:0::/56'],
    ['2001:db8::', '2001:db8:0:0::/56'],
    ['::1', '0:0:0:0::/56'],
  ])('%s is in %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test.each([
    '',
    'unknown',
    '203.0.113',
    '203.0.113.256',
    '[203.0.113.5] x',
    'x [2001:db8::1]',
    '203.0.113.5:80 x',
    'x203.0.113.5:80',
    '1.2.3.4.5',
    '2001:db8',
    ':::',
    'for=1.2.3.4',
    '_hidden',
    '1',
  ])('there is none of %j', (text) => {
    expect(networkOf(text)).toBeNull();
  });

  test('a whole household has one, and the next street another', () => {
    expect(networkOf('2001:db8:1:2301::5')).toBe(networkOf('2001:db8:1:23ff:1:2:3:4'));
    expect(networkOf('2001:db8:1:2301::5')).not.toBe(networkOf('2001:db8:1:2401::5'));
  });
});

describe('who sends', () => {
  test('is the last that the trusted header names, which the proxy itself wrote', () => {
    expect(senderNetwork('10.0.0.1', '198.51.100.9, 203.0.113.5')).toBe('203.0.113.0/24');
  });

  test('is the socket where the header says nothing of use', () => {
    for (const header of [null, '', 'unknown', '198.51.100.9, ?']) {
      expect(senderNetwork('203.0.113.5', header)).toBe('203.0.113.0/24');
    }
  });

  test('is not known where the socket is a proxy’s or there is none', () => {
    const inside = [
      '127.0.0.1',
      '::1',
      '10.1.2.3',
      '172.20.0.4',
      '192.168.1.1',
      '169.254.1.1',
      '100.64.0.1',
      'fd00::1',
      'fe80::1',
      '::ffff:127.0.0.1',
    ];
    for (const socket of [...inside, undefined, '']) expect(senderNetwork(socket, null)).toBeNull();
    const outside = ['203.0.113.5', '255.1.2.3', '172.32.0.1', '100.128.0.1', '2001:db8::1'];
    // Each holds one of the above further on.
    const further = ['8.127.0.1', '110.0.0.1', '1.169.254.1', '9.172.20.0', '5.192.168.1', '7.100.64.1'];
    const further6 = ['2001:0:0:0:100::1', '2001:fd00:1::1', '2001:fe80:1::1'];
    for (const socket of [...outside, ...further, ...further6]) {
      expect(senderNetwork(socket, null)).toBe(networkOf(socket));
    }
  });
});
