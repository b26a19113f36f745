/** Addresses that nothing of ours may be led to from outside, in all the ways in which they can be written. */

/** A loopback address of this run's own, so that nobody else listens there. */
export const loopbackOfThisRun = (): string => `127.${1 + (process.pid % 250)}.${1 + (Math.floor(process.pid / 250) % 250)}.9`;

/** `here` and addresses of every range that is not public. */
export const privateIpv4 = (here: string): string[] => [
  ...[here, '127.0.0.1', '127.255.255.254', '0.0.0.0', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.254'],
  ...['169.254.169.254', '169.254.0.1', '172.16.0.1', '172.31.255.254', '192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.0.1'],
  ...['198.18.0.1', '198.51.100.7', '203.0.113.5', '168.63.129.16', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
];
export const private_ipv6 = [
  ...['::', '::1', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '5f00::1'],
  ...['fc00::1', 'fd12:3456::1', 'fe80::1', 'febf::1', 'fec0::1', 'ff02::1'],
];

const wide = (text: string) => text.replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

/** The ways in which an address can be written so that some reader takes it for a name. */
const spellings = (address: string): string[] => {
  const bytes = address.split('.').map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (value: number) => value.toString(16);
  const words = `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
  return [
    address,
    `${address}.`,
    String(whole),
    `0x${hex(whole)}`,
    `0${whole.toString(8)}`,
    bytes.map((byte) => `0${byte.toString(8)}`).join('.'),
    bytes.map((byte) => `0x${hex(byte)}`).join('.'),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `[::ffff:${address}]`,
    `[::ffff:${words}]`,
    `[64:ff9b::${words}]`,
    `[2002:${words}::]`,
    `user:password@${address}`,
    `hooks.example@${address}`,
    address.replaceAll('.', '%2e'),
    address.replaceAll('.', '\u3002'),
    wide(address),
  ];
};

/** As hosts of addresses: every spelling of every one. */
export const privateLiterals = (here: string): string[] => [
  ...privateIpv4(here).flatMap(spellings),
  ...private_ipv6.map((address) => `[${address}]`),
];
