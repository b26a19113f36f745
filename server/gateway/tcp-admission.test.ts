import { describe, expect, it } from 'vitest';
import { vectorFrame } from '#server/adapters/teltonika/test-vectors.ts';
import { greeting, imei_of, model, startListener, until } from './test-units.ts';

describe('who may speak', () => {
  it('an unknown unit is refused, noted and not stored', async () => {
    const { unit, seen, stored, listener } = await startListener();
    const stranger = unit(500, { reconnect_after_ms: 60_000 });
    stranger.record();
    await until(() => expect(stranger.refused).toBe(true));
    expect(seen).toEqual([imei_of(500)]);
    expect(stored).toEqual([]);
    expect(listener.sessions.find(imei_of(500))).toBeUndefined();
  });

  it('a flood of invented units does not flood the list', async () => {
    const { raw, seen, listener } = await startListener({ limits: { max_notes_per_minute_and_address: 3 } });
    for (let number = 200; number < 210; number += 1) raw().socket.write(greeting(number));
    await until(() => expect(listener.counters.refused).toBe(10));
    expect(seen).toHaveLength(3);
  });

  it('a unit bound to an address is refused from elsewhere', async () => {
    const { unit, listener } = await startListener({ settings: { source_address: '10.1.2.3' } });
    const car = unit(1, { reconnect_after_ms: 60_000 });
    await until(() => expect(car.refused).toBe(true));
    expect(listener.sessions.find(imei_of(1))).toBeUndefined();
  });

  it('a failing look-up closes the connection without a verdict, and the unit comes back', async () => {
    let calls = 0;
    const identify = async (unit_id: string) => {
      calls += 1;
      if (calls === 1) throw new Error('database away');
      return { unit_id, model, settings: {} };
    };
    const { unit } = await startListener({ identify });
    const car = unit(1);
    await until(() => expect(car.online).toBe(true));
    expect(calls).toBe(2);
  });

  it('only so many may be open without a name, and not for long', async () => {
    const { raw, unit, listener } = await startListener({ limits: { max_unidentified_per_address: 3, identify_timeout_ms: 400 } });
    const silent = [raw(), raw(), raw()];
    await until(() => expect(listener.counters.connections).toBe(3));
    const fourth = raw();
    await until(() => expect(fourth.closed).toBe(true));
    expect(silent.some((view) => view.closed)).toBe(false);
    await until(() => expect(silent.every((view) => view.closed)).toBe(true));
    const car = unit(1);
    await until(() => expect(car.online).toBe(true));
  });

  it('a silent unit is closed, and is gone after the grace time', async () => {
    const { raw, happened, listener } = await startListener({ limits: { idle_timeout_ms: 80, offline_grace_ms: 60 } });
    const view = raw();
    view.socket.write(greeting(1));
    await until(() => expect(view.closed).toBe(true));
    expect(happened).toEqual([`${imei_of(1)} connected`]);
    expect(listener.sessions.find(imei_of(1))).toBeUndefined();
    await until(() => expect(happened).toEqual([`${imei_of(1)} connected`, `${imei_of(1)} disconnected`]));
  });

  it('a unit that comes back within the grace time was never gone', async () => {
    const { unit, happened, listener } = await startListener({ limits: { offline_grace_ms: 2_000 } });
    const car = unit(1);
    await until(() => expect(listener.sessions.find(imei_of(1))).toBeDefined());
    const before = listener.sessions.find(imei_of(1));
    car.dropConnection();
    await until(() => expect(listener.sessions.find(imei_of(1)) ?? before).not.toBe(before));
    expect(happened).toEqual([`${imei_of(1)} connected`]);
  });
});

describe('two connections of one unit', () => {
  it('the newer waits while the older speaks: nothing stored, nothing acknowledged, no commands', async () => {
    const { unit, raw, stored, happened, listener } = await startListener();
    const first = unit(1);
    await until(() => expect(first.online).toBe(true));
    const session = listener.sessions.find(imei_of(1));
    const second = raw();
    second.socket.write(Buffer.concat([greeting(1), vectorFrame('tk-8-gps')]));
    await until(() => expect(happened).toContain(`${imei_of(1)} duplicate`));
    first.record();
    await until(() => expect(first.stats.acknowledged).toBe(1));
    expect(second.received).toBe('01');
    expect(stored).toHaveLength(1);
    expect(listener.sessions.find(imei_of(1))).toBe(session);
    first.stop();
    await until(() => expect(second.received).toBe('0100000001'));
    expect(stored).toHaveLength(2);
  });

  it('the newer takes over when the older has fallen silent', async () => {
    const { raw, stored } = await startListener({ limits: { quiet_ms: 120 } });
    const first = raw();
    first.socket.write(greeting(1));
    await until(() => expect(first.received).toBe('01'));
    const second = raw();
    second.socket.write(Buffer.concat([greeting(1), vectorFrame('tk-8-gps')]));
    await until(() => expect(second.received).toBe('0100000001'));
    expect(stored).toHaveLength(1);
    await until(() => expect(first.closed).toBe(true));
  });

  it('the newer replaces one that has long been silent without more ado', async () => {
    const { raw, happened } = await startListener({ limits: { quiet_ms: 0 } });
    const first = raw();
    first.socket.write(greeting(1));
    await until(() => expect(first.received).toBe('01'));
    const second = raw();
    second.socket.write(greeting(1));
    await until(() => expect(second.received).toBe('01'));
    expect(first.closed).toBe(false);
    second.socket.write(vectorFrame('tk-8-gps'));
    await until(() => expect(first.closed).toBe(true));
    expect(second.received).toBe('0100000001');
    expect(happened).toEqual([`${imei_of(1)} connected`]);
  });

  it('the newest of those that wait displaces the others', async () => {
    const { unit, raw } = await startListener();
    const first = unit(1);
    await until(() => expect(first.online).toBe(true));
    const [second, third] = [raw(), raw()];
    second.socket.write(Buffer.concat([greeting(1), vectorFrame('tk-8-gps')]));
    await until(() => expect(second.received).toBe('01'));
    third.socket.write(greeting(1));
    await until(() => expect(second.closed).toBe(true));
    expect(second.received).toBe('01');
    expect(third.closed).toBe(false);
    expect(first.online).toBe(true);
  });
});
