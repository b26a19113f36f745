import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { readWebhookAddress } from './webhook-address.ts';
import { createWebhookSender } from './webhook-sender.ts';

const hosts = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '0x7f.1',
  '0',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.0.192',
  '168.63.129.16',
  '8.8.8.8',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd12::1]',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
];

it.each(hosts.flatMap((host) => [`https://${host}/`, `https://${host}:8443/a?b`]))('refuses the literal address %s', (address) => {
  expect(readWebhookAddress(address, [])).toBeUndefined();
});

it.each([
  'http://hooks.example/',
  'https://hooks.example:80/',
  'https://hooks.example:22/',
  'https://user@hooks.example/',
  'https://user:pass@hooks.example/',
  'ftp://hooks.example/',
  'file:///etc/passwd',
  'gopher://hooks.example/',
  'javascript:alert(1)',
  'hooks.example',
  '',
  'https://',
])('refuses %s', (address) => expect(readWebhookAddress(address, [])).toBeUndefined());

it('takes public names, and what the operator named', () => {
  for (const address of [
    'https://hooks.example/a',
    'https://hooks.example:443/',
    'https://hooks.example:8443/?x=1',
    'https://xn--bcher-kva.example/',
  ])
    expect(readWebhookAddress(address, [])).toMatchObject({ is_internal: false });
  const internal = ['intranet', '10.0.0.7:9000'];
  expect(readWebhookAddress('http://intranet:81/', internal)).toMatchObject({ is_internal: true });
  expect(readWebhookAddress('http://10.0.0.7:9000/', internal)).toMatchObject({ is_internal: true });
  expect(readWebhookAddress('http://10.0.0.7:9001/', internal)).toBeUndefined();
  expect(readWebhookAddress('http://user@intranet/', internal)).toBeUndefined();
});

it('never connects to a name that leads here, whatever it is called', async () => {
  let connections = 0;
  const listener = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(8443, '127.0.0.1', resolve));
  onTestFinished(() => void listener.close());
  const careful = createWebhookSender([], 5_000);
  const careless = createWebhookSender(['localhost:8443'], 5_000);
  onTestFinished(() => Promise.all([careful.close(), careless.close()]).then(() => {}));
  for (const host of ['localhost', 'localhost.', 'LOCALHOST']) {
    const { error } = await careful.send(`https://${host}:8443/`, {}, '{}');
    expect(error).toBe('NO_CONNECTION');
  }
  expect(connections).toBe(0);
  await careless.send('https://localhost:8443/', {}, '{}');
  expect(connections).toBeGreaterThan(0);
});
