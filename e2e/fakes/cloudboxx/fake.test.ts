import { request as openRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeVehicle } from '../fake-vehicle.ts';
import { createCloudboxxFake } from './fake.ts';

const qnr = '0123456789ABCDEF';
const clock = () => Date.parse('2024-06-10T06:13:20.000Z');
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

const ask = (url: string, method: string, headers: Record<string, string>, body?: string) =>
  new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    openRequest(url, { method, headers }, async (response) =>
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(await text(response)) }),
    )
      .on('error', reject)
      .end(body);
  });

const start = async (more = {}) => {
  const fake = createCloudboxxFake({ clock, vehicles: [createFakeVehicle(qnr, { updated_at: clock(), ...more })], api_keys: ['k'] });
  endings.push(fake.close);
  return { fake, url: await fake.listen() };
};

describe('the CloudBoxx fake', () => {
  it('wants the key header in exactly its spelling and takes no Basic authentication', async () => {
    const { url } = await start();
    expect((await ask(`${url}/devices`, 'GET', { 'X-CloudBoxx-ApiKey': 'k' })).status).toBe(200);
    expect((await ask(`${url}/devices`, 'GET', { 'x-cloudboxx-apikey': 'k' })).status).toBe(401);
    expect((await ask(`${url}/devices`, 'GET', { authorization: 'Basic azpr' })).status).toBe(401);
  });

  it('gives an event with the whole state for each order', async () => {
    const { url } = await start();
    await ask(`${url}/devices/${qnr}/immobilizer`, 'PUT', { 'X-CloudBoxx-ApiKey': 'k' }, '{"state":"unlocked"}');
    const { body } = await ask(`${url}/events?device=${qnr}&timeout=0`, 'GET', { 'X-CloudBoxx-ApiKey': 'k' });
    expect(body).toMatchObject({ data: [{ device: qnr, status: { immobilizer: 'unlocked', central_lock: 'locked' } }] });
  });

  it('claims a lock with the ignition on and does nothing', async () => {
    const { url, fake } = await start({ ignition: true, locked: false });
    const answer = await ask(`${url}/devices/${qnr}/status`, 'PATCH', { 'X-CloudBoxx-ApiKey': 'k' }, '{"central_lock":"locked"}');
    expect(answer).toMatchObject({ status: 200, body: { central_lock: 'locked', ignition: 'on' } });
    expect(fake.control.actuations).toEqual([]);
  });
});
