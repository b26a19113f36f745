import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, get } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createKafkaClient } from '#server/adapters/kafka-client.ts';
import { localBroker } from './kafka/broker.ts';
import { type DemoFile, writeDemoFile } from './world/demo-file.ts';
import { createScenario } from './world/scenario.ts';

const entry = fileURLToPath(new URL('./demo.ts', import.meta.url));
const push_secret = 'push-secret';

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const takeFreePort = async (): Promise<number> => {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** The gateway's two ears: takes pushes and lets every unit in, acknowledging what it sends. */
const startGateway = async () => {
  const pushes: { path: string; fields: Record<string, string> }[] = [];
  const imeis = new Set<string>();
  const text_imeis = new Set<string>();
  const counts = { records: 0 };
  const http = createHttpServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      pushes.push({ path: request.url ?? '', fields: Object.fromEntries(new URLSearchParams(body)) });
      response.end('{"code":0}');
    });
  });
  const tcp = createTcpServer((socket) => {
    let identified = false;
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      if (!identified) {
        identified = true;
        imeis.add(bytes.subarray(2, 17).toString('ascii'));
        socket.write(Buffer.from([1]));
        return;
      }
      const quantity = bytes[9] ?? 0;
      counts.records += quantity;
      socket.write(Buffer.from([0, 0, 0, quantity]));
    });
  });
  const text_tcp = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      for (const [, imei = ''] of bytes.toString('latin1').matchAll(/^.[A-Z]+:GT[A-Z]+,[^,]+,(\d{15}),/gm)) text_imeis.add(imei);
    });
  });
  onTestFinished(() => {
    http.closeAllConnections();
    text_tcp.close();
    http.close();
    tcp.close();
  });
  const ports = { gateway_port: await listen(http), teltonika_port: await listen(tcp), text_port: await listen(text_tcp) };
  return { pushes, imeis, text_imeis, counts, ...ports };
};

const startDemo = async (count: number) => {
  const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-demo-'));
  const gateway = await startGateway();
  const demo: DemoFile = {
    version: 1,
    scenario: { seed: 5, count },
    vendor_ports: {
      cloudboxx: await takeFreePort(),
      niu: await takeFreePort(),
      segway: await takeFreePort(),
      mercedes_benz: await takeFreePort(),
      kafka: await takeFreePort(),
      mail: await takeFreePort(),
    },
    cloudboxx: { api_key: 'box-key' },
    niu: { client_id: 'niu-client', client_secret: 'niu-secret' },
    segway: { client_id: 'E00001', client_secret: push_secret, push_path: '/push/SEGWAY/unguessable' },
    mercedes_benz: { client_id: 'demo-fleet', client_secret: 'car-secret' },
    unit_passwords: {},
    api_client: { client_id: 'F0000#cl2', client_secret: 'booking-secret' },
  };
  writeDemoFile(join(data_dir, 'demo.json'), demo);
  const settings = { MOTORPOOL_DATA: data_dir, PORT: String(await takeFreePort()), MOTORPOOL_DEMO: '1', LOG_LEVEL: 'silent' };
  const text_port = String(gateway.text_port);
  const ports = {
    GATEWAY_PORT: String(gateway.gateway_port),
    TELTONIKA_PORT: String(gateway.teltonika_port),
    OKAI_PORT: text_port,
    QUECLINK_PORT: text_port,
  };
  const child: ChildProcess = fork(entry, [], { execArgv: [], env: { ...process.env, HOST: '127.0.0.1', ...settings, ...ports } });
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(data_dir, { recursive: true, force: true });
  });
  const [message] = await once(child, 'message');
  expect(message).toEqual({ type: 'ready' });
  const { vehicles, spare } = createScenario({ seed: 5, count });
  return { ...gateway, data_dir, child, demo, vehicles: [...vehicles, ...spare] };
};

/** `fetch` would write the header's name in lower case, which this vendor does not accept. */
const countDevices = async (url: string): Promise<number> => {
  const [response] = await once(get(url, { headers: { 'X-CloudBoxx-ApiKey': 'box-key' } }), 'response');
  return JSON.parse(await text(response)).data.length;
};

const soon = { timeout: 30_000, interval: 50 };

it('plays the vendors, connects the trackers, pushes signed reports, and leaves at once', async () => {
  const { vehicles, demo, pushes, imeis, text_imeis, counts, child, data_dir } = await startDemo(60);
  const of = (brand: string) => vehicles.filter((vehicle) => vehicle.brand === brand);

  const devices = await countDevices(`http://127.0.0.1:${demo.vendor_ports.cloudboxx}/api/devices?limit=100`);
  expect(devices).toBe(of('CLOUDBOXX').length);
  const niu_url = `http://127.0.0.1:${demo.vendor_ports.niu}`;
  const token = await fetch(`${niu_url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', ...demo.niu }),
  });
  const { access_token } = await token.json();
  const list = await fetch(`${niu_url}/v1/vehicles?page=1`, { headers: { authorization: `Bearer ${access_token}` } });
  expect((await list.json()).data.total).toBe(of('NIU').length);

  const reachable = of('TELTONIKA').filter((vehicle) => vehicle.offline_hours === undefined);
  await vi.waitFor(() => expect([...imeis].sort()).toEqual(reachable.map((vehicle) => vehicle.unit_id).sort()), soon);
  const texting = [...of('OKAI'), ...of('QUECLINK')].filter((vehicle) => vehicle.offline_hours === undefined);
  await vi.waitFor(() => expect([...text_imeis].sort()).toEqual(texting.map((vehicle) => vehicle.unit_id).sort()), soon);
  await vi.waitFor(() => expect(counts.records).toBeGreaterThanOrEqual(reachable.length), soon);

  const cars = await fetch(`http://127.0.0.1:${demo.vendor_ports.mercedes_benz}/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'openid', ...demo.mercedes_benz }),
  });
  const car_token = (await cars.json()).access_token;
  const log = await createKafkaClient({ allow_private_addresses: true }).open({
    bootstrap: localBroker(demo.vendor_ports.kafka),
    topic: 'vehiclesignals.demo-fleet',
    group_id: 'demo-fleet.test',
    client_id: 'test',
    getToken: async () => car_token,
  });
  onTestFinished(log.close);
  const own_vins = new Set(of('MERCEDES_BENZ').map((vehicle) => vehicle.unit_id));
  await vi.waitFor(async () => {
    const [first] = await log.poll(1_000);
    expect(own_vins).toContain(JSON.parse(first?.value ?? '{}').vin);
  }, soon);

  await vi.waitFor(() => expect(pushes.length).toBeGreaterThan(1), soon);
  const [first] = pushes;
  expect(first?.path).toBe('/push/SEGWAY/unguessable/v2/vehicle/status');
  const { signature, ...fields } = first?.fields ?? {};
  const signed = Object.keys(fields)
    .sort()
    .map((key) => `${key}=${fields[key]}`);
  expect(signature).toBe(
    createHash('md5')
      .update([...signed, `client_secret=${push_secret}`].join('&'))
      .digest('hex'),
  );

  const asked_ms = performance.now();
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(performance.now() - asked_ms).toBeLessThan(1000);
  expect(existsSync(join(data_dir, 'demo-world.json'))).toBe(true);
});
