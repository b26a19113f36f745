import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vectorFrame } from '#server/adapters/teltonika/test-vectors.ts';
import { greeting, imei_of, order, startListener, until } from './test-units.ts';

describe('records', () => {
  it.each(['8', '8E', '16'] as const)('of codec %s arrive with the state of the unit', async (codec) => {
    const { unit, stored } = await startListener();
    const sent = unit(1, { codec });
    sent.record();
    await until(() => expect(sent.stats).toMatchObject({ buffered: 0, acknowledged: 1 }));
    const values = Object.fromEntries(Object.entries(stored[0]?.properties ?? {}).map(([name, { value }]) => [name, value]));
    expect(stored[0]?.unit_id).toBe(imei_of(1));
    expect(values).toMatchObject({
      position: { lat: -34.9, lon: -56.16 },
      heading_in_degrees: 90,
      ignition: 'OFF',
      mileage_in_kilometers: 12_345,
      state_of_charge_or_fuel_level_in_percent: 61,
      central_lock: 'LOCKED',
      driving_enabled: true,
      doors_status: 'CLOSED',
      onboard_voltage_in_volts: 12.6,
    });
  });

  it('made while the unit was away come later, in order and packet by packet', async () => {
    const { unit, stored } = await startListener();
    const sent = unit(1, { max_records_per_packet: 4, resend_after_ms: 60_000 });
    await until(() => expect(sent.online).toBe(true));
    sent.stop();
    await until(() => expect(sent.online).toBe(false));
    for (let odometer_m = 1_000; odometer_m <= 10_000; odometer_m += 1_000) {
      sent.state.odometer_m = odometer_m;
      sent.record();
    }
    sent.start();
    await until(() => expect(sent.stats.acknowledged).toBe(10));
    expect(sent.stats.packets).toBe(3);
    expect(stored.map((report) => report.properties.mileage_in_kilometers?.value)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('are sent again until the store took them', async () => {
    let refusals = 2;
    const beforeStore = () => {
      refusals -= 1;
      if (refusals >= 0) throw new Error('disk full');
    };
    const { unit, stored } = await startListener({ beforeStore });
    const sent = unit(1);
    sent.record();
    await until(() => expect(sent.stats).toEqual({ buffered: 0, acknowledged: 1, packets: 3 }));
    expect(stored).toHaveLength(1);
  });

  it('may be cut anywhere', async () => {
    const { raw, stored } = await startListener();
    const bytes = Buffer.concat([
      greeting(1),
      vectorFrame('tk-8-gps'),
      Buffer.from([0xff]),
      vectorFrame('tk-8e-gps'),
      vectorFrame('tk-8-mixed-fix'),
    ]);
    for (const size of [1, 7, 61, bytes.length]) {
      const view = raw();
      const { socket } = view;
      const seen = stored.length;
      for (let offset = 0; offset < bytes.length; offset += size) {
        if (!socket.write(bytes.subarray(offset, offset + size))) await new Promise((resolve) => socket.once('drain', resolve));
        if (offset % 13 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      await until(() => expect(stored.length - seen).toBe(5));
      socket.destroy();
      expect(view.closed).toBe(false);
    }
  });

  it('wait in the socket while the store is busy', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let under_way = 0;
    let most_under_way = 0;
    const beforeStore = async () => {
      under_way += 1;
      most_under_way = Math.max(most_under_way, under_way);
      await promise;
      under_way -= 1;
    };
    const { raw, stored } = await startListener({ beforeStore });
    const view = raw();
    view.socket.write(greeting(1));
    const packet = vectorFrame('tk-8-a');
    for (let sent = 0; sent < 200; sent += 1) {
      view.socket.write(packet);
      if (sent % 10 === 0) await new Promise((next) => setImmediate(next));
    }
    await until(() => expect(view.received).toBe('01'));
    resolve();
    await until(() => expect(stored).toHaveLength(200));
    await until(() => expect(view.received).toBe(`01${'00000001'.repeat(200)}`));
    expect(most_under_way).toBe(1);
  });
});

describe('hostile input', () => {
  it.each([
    ['a huge length', '000000007FFFFFFF08'],
    ['data before identification', vectorFrame('tk-8-gps').toString('hex')],
    ['a name that is no number', `000F${Buffer.from('35250308000000X').toString('hex')}`],
    ['a web browser', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n').toString('hex')],
  ])('%s closes the connection and stores nothing', async (_, hex) => {
    const { raw, stored } = await startListener();
    const view = raw();
    view.socket.write(Buffer.from(hex, 'hex'));
    await until(() => expect(view.closed).toBe(true));
    expect(view.received).toBe('');
    expect(stored).toEqual([]);
  });

  it('three malformed frames in a row close, two and a good one do not', async () => {
    const { raw, stored, listener } = await startListener();
    const bad = vectorFrame('tk-bad-crc');
    const view = raw();
    view.socket.write(Buffer.concat([greeting(1), bad, bad, vectorFrame('tk-8-a'), bad, bad]));
    await until(() => expect(view.received).toBe('01000000000000000000000001' + '0000000000000000'));
    expect(view.closed).toBe(false);
    view.socket.write(bad);
    await until(() => expect(view.closed).toBe(true));
    expect(stored).toHaveLength(1);
    expect(listener.counters.malformed).toBe(5);
  });

  it('random bytes of an identified unit store nothing, and a good unit does not notice', async () => {
    const { unit, raw, stored, listener } = await startListener();
    const car = unit(50);
    const samples = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), 60);
    for (const [index, bytes] of samples.entries()) {
      const view = raw();
      view.socket.end(Buffer.concat([greeting(index % 40), bytes]));
      if (index % 20 === 0) car.record();
      await until(() => expect(view.closed).toBe(true));
    }
    await until(() => expect(car.stats).toMatchObject({ buffered: 0, acknowledged: 3 }));
    expect(new Set(stored.map((report) => report.unit_id))).toEqual(new Set([imei_of(50)]));
    await until(() => expect(listener.counters.connections).toBe(1));
  });
});

it('closes fast, with commands and records under way', async () => {
  const never = new Promise<void>(() => {});
  const { unit, listener } = await startListener({ beforeStore: () => never });
  const cars = Array.from({ length: 15 }, (_, number) => unit(number));
  await until(() => expect(cars.every((car) => car.online)).toBe(true));
  for (const car of cars) {
    car.faults = { silent: true };
    car.record();
  }
  const outcome = expect(listener.sessions.find(imei_of(3))?.sendCommand(order('DISABLE_DRIVING'))).rejects.toMatchObject({
    kind: 'unknown',
  });
  const started = performance.now();
  await listener.close();
  await outcome;
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(listener.sessions.find(imei_of(3))).toBeUndefined();
});
