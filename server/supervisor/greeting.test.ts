import { expect, it } from 'vitest';
import { composeGreeting } from './greeting.ts';

const addresses = {
  app_url: 'http://127.0.0.1:3000',
  gateway_host: '127.0.0.1',
  gateway_port: 3001,
  unit_listeners: { TELTONIKA: { port: 5027 }, OKAI: { port: undefined }, QUECLINK: { port: 5029 } },
  data_dir: '/srv/data',
  demo: true,
};

it('names the addresses and the way into the demo', () => {
  const text = composeGreeting(addresses, 2345);
  for (const part of [
    '(2.3 s)',
    'http://127.0.0.1:3000/api/v1',
    '3001/health',
    'TELTONIKA TCP 5027, QUECLINK TCP 5029',
    'three people',
    '/srv/data/demo-access.json',
  ])
    expect(text).toContain(part);
});

it('is silent about what is off', () => {
  expect(composeGreeting({ ...addresses, demo: false, unit_listeners: { TELTONIKA: { port: undefined } } }, 1)).not.toMatch(/demo|TCP/);
});
