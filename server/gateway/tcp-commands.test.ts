import { describe, expect, it } from 'vitest';
import { imei_of, order, startListener, until } from './test-units.ts';

describe('commands', () => {
  it('act and are proven by a record made after them', async () => {
    const { unit, stored, listener } = await startListener();
    const car = unit(1);
    await until(() => expect(listener.sessions.find(imei_of(1))).toBeDefined());
    const outcome = await listener.sessions.find(imei_of(1))?.sendCommand(order('LOCK_AND_DISABLE_DRIVING'));
    expect(outcome).toMatchObject({ status: 'accepted' });
    await until(() =>
      expect(stored.at(-1)?.properties).toMatchObject({ driving_enabled: { value: false }, central_lock: { value: 'LOCKED' } }),
    );
    expect(car.actuations.map(({ text }) => text)).toEqual(['setdigout 1?', 'lvcanclosealldoors']);
    expect(car.received.map(({ text }) => text)).toEqual(['setdigout 1?', 'lvcanclosealldoors', 'getrecord']);
  });

  it('that only read succeed with the fresh record', async () => {
    const { unit, stored, listener } = await startListener();
    unit(1);
    await until(() => expect(listener.sessions.find(imei_of(1))).toBeDefined());
    await expect(listener.sessions.find(imei_of(1))?.sendCommand(order('REQUEST_VEHICLE_STATE'))).resolves.toEqual({ status: 'succeeded' });
    expect(stored).toHaveLength(1);
  });

  it.each([
    ['refused', { refuse: 'CAN-CONTROL Not connected!' }, { kind: 'unit', vendor_detail: 'CAN-CONTROL Not connected!' }],
    ['met with silence', { silent: true }, { kind: 'unknown' }],
    ['done but not answered', { mute: true }, { kind: 'unknown' }],
    ['answered with nonsense', { refuse: 'WARNING: Not Supported Command' }, { kind: 'unknown' }],
  ])('can be %s', async (_, faults, failure) => {
    const { unit, listener } = await startListener({ answer_timeout_ms: 80 });
    const car = unit(1);
    car.faults = faults;
    await until(() => expect(listener.sessions.find(imei_of(1))).toBeDefined());
    await expect(listener.sessions.find(imei_of(1))?.sendCommand(order('UNLOCK_CENTRAL_LOCK'))).rejects.toMatchObject(failure);
    expect(car.actuations).toHaveLength('mute' in faults ? 1 : 0);
    expect(car.received).toHaveLength(1);
  });

  it('answered late settle themselves, and nothing is sent before', async () => {
    const { unit, settled, listener } = await startListener({ answer_timeout_ms: 60 });
    const car = unit(1);
    car.faults = { answer_after_ms: 200 };
    await until(() => expect(listener.sessions.find(imei_of(1))).toBeDefined());
    const session = listener.sessions.find(imei_of(1));
    await expect(session?.sendCommand(order('DRAW_ATTENTION'))).rejects.toMatchObject({ kind: 'unknown' });
    await expect(session?.sendCommand(order('DRAW_ATTENTION', 'C2'))).rejects.toMatchObject({ kind: 'busy' });
    await until(() => expect(settled).toEqual(['C1 SUCCEEDED']));
    car.faults = {};
    await expect(session?.sendCommand(order('DRAW_ATTENTION', 'C3'))).resolves.toEqual({ status: 'succeeded' });
    expect(car.actuations).toHaveLength(2);
  });

  it('put off by the unit are accepted, not done', async () => {
    const { unit, stored, listener } = await startListener();
    const car = unit(1);
    car.faults = { queued: true };
    await until(() => expect(listener.sessions.find(imei_of(1))).toBeDefined());
    const outcome = await listener.sessions.find(imei_of(1))?.sendCommand(order('DISABLE_DRIVING'));
    expect(outcome).toMatchObject({ status: 'accepted' });
    await until(() => expect(stored.at(-1)?.properties.driving_enabled?.value).toBe(true));
    expect(car.actuations).toEqual([]);
  });

  it('of codec 14 are refused by a unit of another IMEI', async () => {
    const { unit, listener } = await startListener({ settings: { codec: '14' } });
    const car = unit(1);
    await until(() => expect(listener.sessions.find(imei_of(1))).toBeDefined());
    const session = listener.sessions.find(imei_of(1));
    await expect(session?.sendCommand(order('DRAW_ATTENTION'))).resolves.toEqual({ status: 'succeeded' });
    car.faults = { wrong_imei: true };
    await expect(session?.sendCommand(order('DRAW_ATTENTION'))).rejects.toMatchObject({ kind: 'unit' });
  });

  it('end as unknown when the connection is lost under them', async () => {
    const { unit, listener } = await startListener();
    const car = unit(1);
    car.faults = { silent: true };
    await until(() => expect(listener.sessions.find(imei_of(1))).toBeDefined());
    const outcome = listener.sessions.find(imei_of(1))?.sendCommand(order('DISABLE_DRIVING'));
    const settled = expect(outcome).rejects.toMatchObject({ kind: 'unknown' });
    await until(() => expect(car.received).toHaveLength(1));
    car.dropConnection();
    await settled;
  });
});
