import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type DemoFile, readDemoFile, writeDemoFile } from './demo-file.ts';
import { composeDemoFile, makeVendorSecrets, vendorCredentials } from './vendor-secrets.ts';

const file: DemoFile = {
  version: 1,
  scenario: { seed: 1, count: 300 },
  vendor_ports: { cloudboxx: 3011, niu: 3012, segway: 3013, mercedes_benz: 3014, kafka: 3015, mail: 3016 },
  cloudboxx: { api_key: 'key' },
  niu: { client_id: 'id', client_secret: 'secret' },
  segway: { client_id: 'id', client_secret: 'secret', push_path: '/push/SEGWAY/token' },
  mercedes_benz: { client_id: 'id', client_secret: 'secret' },
  unit_passwords: { '868070040000017': 'Zk7Yq2' },
  api_client: { client_id: 'F0000#cl1', client_secret: 'secret' },
};

const makePath = () => {
  const directory = mkdtempSync(join(tmpdir(), 'motorpool-demo-file-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return join(directory, 'demo.json');
};

it('comes back as it was written and is for its owner alone', () => {
  const path = makePath();
  writeFileSync(path, '{}', { mode: 0o644 });
  writeDemoFile(path, file);
  expect(readDemoFile(path)).toEqual(file);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('refuses a file of another shape', () => {
  const path = makePath();
  writeFileSync(path, JSON.stringify({ ...file, version: 2 }));
  expect(() => readDemoFile(path)).toThrow('another version of the demo fleet');
});

it('is made of what the fleet stores as credentials', () => {
  const secrets = makeVendorSecrets([3011, 3012, 3013, 3014, 3015], () => 'made');
  const composed = composeDemoFile(secrets, new Map([['SEGWAY', '/push/SEGWAY/token']]), {
    scenario: file.scenario,
    unit_passwords: file.unit_passwords,
    api_client: file.api_client,
  });
  const path = makePath();
  writeDemoFile(path, composed);
  expect(readDemoFile(path).segway).toEqual({ client_id: 'E00001', client_secret: 'made', push_path: '/push/SEGWAY/token' });
  expect(vendorCredentials(secrets)).toContainEqual({
    brand: 'CLOUDBOXX',
    values: { api_key: 'made', base_url: 'http://127.0.0.1:3011/api' },
  });
});
