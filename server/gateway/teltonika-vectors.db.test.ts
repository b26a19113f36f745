/** Published Teltonika frames, sent by a plain TCP client in odd pieces, end as vehicle state in the API. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { adapters } from '#server/adapters/registry.ts';
import { type Gateway, startGateway } from '#server/gateway/gateway.ts';
import { updateVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import vectors from '../adapters/teltonika/vectors.json' with { type: 'json' };
import { createApi } from '../test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '../test/app.fixture.ts';
import { makeFleet, models } from '../test/fleet.fixture.ts';

interface Vector {
  id: string;
  hex: string;
  crc: string;
  provenance: string;
  reply: { accept?: string; refuse?: string } | null;
  expected: {
    kind: string;
    records?: { timestamp: string; latitude: number; longitude: number; satellites: number; io: Record<string, unknown> }[];
  };
}
const frames = (vectors.vectors as unknown as Vector[]).filter(({ expected }) => expected.kind === 'avl');
const published = frames.filter(({ crc, provenance }) => crc === 'ok' && provenance === 'published');
const [broken] = frames.filter(({ crc }) => crc === 'bad');

const startTest = async (test: TestApp): Promise<Gateway> =>
  startGateway({
    app: test.app,
    private_key: test.private_key,
    adapters,
    push: { host: '127.0.0.1', port: 0 },
    listeners: [{ brand: 'TELTONIKA', host: '127.0.0.1', port: 0 }],
    allow_private_addresses: true,
    onDeposed: () => {},
  });

const identification = (imei: string) => Buffer.concat([Buffer.from([0, 15]), Buffer.from(imei)]);

const nextBytes = async (socket: Socket, length: number): Promise<string> => {
  let got = Buffer.alloc(0);
  while (got.length < length) got = Buffer.concat([got, (await once(socket, 'data'))[0]]);
  return got.toString('hex').toUpperCase();
};

/** Pieces of 1, 2, 3, 5, 7, 11 … bytes, each a segment of its own. */
const sendInPieces = async (socket: Socket, bytes: Buffer) => {
  const sizes = [1, 2, 3, 5, 7, 11, 13];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    await new Promise<void>((resolve) => socket.write(bytes.subarray(at, at + size), () => setImmediate(resolve)));
    at += size;
  }
};

/** Oldest first. */
const instantsOf = (vector: Vector): number[] =>
  (vector.expected.records ?? []).map(({ timestamp }) => Date.parse(timestamp)).sort((a, b) => a - b);

describeOnBothDatabases('published Teltonika frames', (makeApp) => {
  const send = async (test: TestApp, vector: Vector, imei: string) => {
    // The frames are years old: the unit was attached before them, and the clock stands where they were fresh.
    test.clock.advance((instantsOf(vector).at(-1) ?? 0) + 1000 - test.clock.now());
    const fleet = await makeFleet(test);
    const vehicle = await fleet.addVehicle({ unit: { id: imei, brand: 'TELTONIKA', setup: { vehicle_model_id: models.teltonika } } });
    await write(test.app, (tx) => updateVehicle(tx, vehicle.id, { attached_at: '2000-01-01T00:00:00.000Z' }));
    const gateway = await startTest(test);
    const socket = connect(gateway.listener_ports.TELTONIKA ?? 0, '127.0.0.1').setNoDelay(true);
    try {
      await sendInPieces(socket, identification(imei));
      expect(await nextBytes(socket, 1)).toBe('01');
      const answer = nextBytes(socket, 4);
      await sendInPieces(socket, Buffer.from(vector.hex, 'hex'));
      const reply = await answer;
      const api = createApi(test);
      const { json } = await api.call(fleet.people.Support, 'GET', `/vehicles/${vehicle.id}/latest-vehicle-state`);
      return { reply, state: json };
    } finally {
      socket.destroy();
      await gateway.stop();
    }
  };

  it.each(published.map((vector, index) => [vector.id, vector, index] as const))('%s', async (_, vector, index) => {
    const test = await makeApp();
    const { reply, state } = await send(test, vector, `35630704244${String(1000 + index)}`);
    expect(reply).toBe(vector.reply?.accept);
    const newest = (vector.expected.records ?? []).toSorted((a, b) => a.timestamp.localeCompare(b.timestamp));
    const with_signal = newest.findLast(({ io }) => io['21'] !== undefined);
    if (with_signal) expect(state.cellular_signal_quality).toEqual({ timestamp: with_signal.timestamp, value: with_signal.io['21'] });
    const with_ignition = newest.findLast(({ io }) => io['239'] !== undefined);
    if (with_ignition)
      expect(state.ignition).toEqual({ timestamp: with_ignition.timestamp, value: with_ignition.io['239'] === 1 ? 'ON' : 'OFF' });
    const with_fix = newest.findLast(({ satellites, latitude }) => satellites > 0 && latitude !== 0);
    if (with_fix) {
      expect(state.position.timestamp).toBe(with_fix.timestamp);
      expect(state.position.value.lat).toBeCloseTo(with_fix.latitude, 6);
      expect(state.position.value.lon).toBeCloseTo(with_fix.longitude, 6);
    } else expect(state.position).toBeUndefined();
  });

  it('refuses the frame with the wrong checksum and stores nothing of it', async () => {
    if (!broken) throw new Error('The vectors hold no broken frame.');
    const test = await makeApp();
    const { reply, state } = await send(test, broken, '356307042449999');
    expect(reply).toBe('00000000');
    expect(state).toEqual({});
  });
});
