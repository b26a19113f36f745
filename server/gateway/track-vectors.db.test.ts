/** Published frames of OKAI and Queclink units, sent by a plain TCP client in odd pieces, end as vehicle state in the API. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { okai_models } from '#lib/catalogue/models/okai.ts';
import { queclink_models } from '#lib/catalogue/models/queclink.ts';
import { adapters } from '#server/adapters/registry.ts';
import { vectorText } from '#server/adapters/track-ascii/test-vectors.ts';
import { updateVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { createApi } from '../test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '../test/app.fixture.ts';
import { makeFleet } from '../test/fleet.fixture.ts';
import { startGateway } from './gateway.ts';

const modelOf = (brand: string, part: string) => {
  const list = brand === 'OKAI' ? okai_models : queclink_models;
  return list.find(({ vehicle_model }) => vehicle_model.includes(part))?.id ?? '';
};

const startTest = async (test: TestApp) => {
  const gateway = await startGateway({
    app: test.app,
    private_key: test.private_key,
    adapters,
    push: { host: '127.0.0.1', port: 0 },
    listeners: ['OKAI', 'QUECLINK'].map((brand) => ({ brand, host: '127.0.0.1', port: 0 })),
    allow_private_addresses: true,
    onDeposed: () => {},
  });
  onTestFinished(() => gateway.stop());
  return gateway;
};

/** Pieces of 1, 2, 3, 5, 7, 11 … bytes, each a segment of its own. */
const sendInPieces = async (socket: Socket, text: string) => {
  const sizes = [1, 2, 3, 5, 7, 11, 13];
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    await new Promise<void>((resolve) => socket.write(text.slice(at, at + size), () => setImmediate(resolve)));
    at += size;
  }
};

interface Case {
  brand: 'OKAI' | 'QUECLINK';
  model: string;
  id: string;
  imei: string;
  /** When the frame was fresh. */
  at: string;
  state: Record<string, { value: unknown; timestamp: string }>;
}
const at = (timestamp: string) => (value: unknown) => ({ value, timestamp });
const [o1, o2, q5, q6, q7, q8] = [
  at('2025-02-28T06:59:40.000Z'),
  at('2025-03-01T15:48:21.000Z'),
  at('2009-02-14T01:32:54.000Z'),
  at('2016-08-11T17:08:21.000Z'),
  at('2016-03-09T02:29:51.000Z'),
  at('2016-03-09T12:28:54.000Z'),
];

const cases: Case[] = [
  {
    ...{ brand: 'OKAI', model: 'ES400', id: 'o1', imei: '868070043228349', at: '2025-02-28T06:59:41.000Z' },
    state: {
      driving_enabled: o1(true),
      mileage_in_kilometers: o1(263.13),
      headlights_status: o1('ON'),
      onboard_voltage_in_volts: o1(52.322),
    },
  },
  {
    ...{ brand: 'OKAI', model: 'ES400', id: 'o2', imei: '868070043228349', at: '2025-03-01T15:48:22.000Z' },
    state: { driving_enabled: o2(false), state_of_charge_or_fuel_level_in_percent: o2(78), cellular_signal_quality: o2(4) },
  },
  {
    ...{ brand: 'QUECLINK', model: 'GV300', id: 'q5', imei: '135790246811220', at: '2009-02-14T01:33:00.000Z' },
    state: { position: q5({ lat: 31.222073, lon: 121.354335 }), ignition: q5('ON'), mileage_in_kilometers: q5(2000) },
  },
  {
    ...{ brand: 'QUECLINK', model: 'GV200', id: 'q6', imei: '867844003012625', at: '2016-08-11T17:09:00.000Z' },
    state: { onboard_voltage_in_volts: q6(12.401), mileage_in_kilometers: q6(0) },
  },
  {
    ...{ brand: 'QUECLINK', model: 'GV300', id: 'q7', imei: '862894020180553', at: '2016-03-09T02:30:00.000Z' },
    state: { ignition: q7('ON'), mileage_in_kilometers: q7(881.2) },
  },
  {
    ...{ brand: 'QUECLINK', model: 'GV300', id: 'q8', imei: '862894020180553', at: '2016-03-09T12:29:00.000Z' },
    state: { ignition: q8('OFF'), mileage_in_kilometers: q8(936.8) },
  },
];

describeOnBothDatabases('published @Track frames', (makeApp) => {
  it.each(cases.map((one) => [one.id, one] as const))('%s', async (id, one) => {
    const test = await makeApp();
    // The frames are years old: the unit was attached before them, and the clock stands where they were fresh.
    test.clock.advance(Date.parse(one.at) - test.clock.now());
    const fleet = await makeFleet(test);
    const unit = { id: one.imei, brand: one.brand, setup: { vehicle_model_id: modelOf(one.brand, one.model) } };
    const vehicle = await fleet.addVehicle({ unit: { ...unit, authentication: { password: 'Zk7Yq2' } } });
    const attached_at = '2000-01-01T00:00:00.000Z';
    await write(test.app, (tx) => updateVehicle(tx, vehicle.id, { attached_at, unit_settings: JSON.stringify({ server_ack: true }) }));
    const gateway = await startTest(test);
    const socket = connect(gateway.listener_ports[one.brand] ?? 0, '127.0.0.1').setNoDelay(true);
    onTestFinished(() => void socket.destroy());
    const text = vectorText(id);
    const answer = once(socket, 'data');
    await sendInPieces(socket, text);
    // Written after the commit.
    expect(String((await answer)[0])).toBe(`+SACK:${text.slice(-5)}`);
    const api = createApi(test);
    const state = async () => (await api.call(fleet.people.Support, 'GET', `/vehicles/${vehicle.id}/latest-vehicle-state`)).json;
    await vi.waitFor(async () => expect(await state()).toMatchObject(one.state), { timeout: 60_000, interval: 20 });
    if (id.startsWith('o') || id === 'q6') expect((await state()).position).toBeUndefined();
  });
});
