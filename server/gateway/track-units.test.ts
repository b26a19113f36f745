import { describe, expect, it, onTestFinished } from 'vitest';
import { okai_models } from '#lib/catalogue/models/okai.ts';
import { queclink_models } from '#lib/catalogue/models/queclink.ts';
import type { CommandCapability } from '#lib/domain/command.ts';
import { Secret } from '#lib/domain/secret.ts';
import type { VehicleModel } from '#lib/domain/telematics.ts';
import { createOkaiAdapter } from '#server/adapters/okai/adapter.ts';
import { createQueclinkAdapter } from '#server/adapters/queclink/adapter.ts';
import { vectorText } from '#server/adapters/track-ascii/test-vectors.ts';
import { createOkaiUnit } from '../../e2e/fakes/okai/unit.ts';
import { createQueclinkUnit, type QueclinkTemplate } from '../../e2e/fakes/queclink/unit.ts';
import type { TrackUnitOptions } from '../../e2e/fakes/track-ascii/unit.ts';
import { createDamagedFrames } from '../proofs/hostile-frames.fixture.ts';
import { order as bareOrder, imei_of, listenWith, parked, type TestListenerOptions, until } from './test-units.ts';

const [okai_model] = okai_models;
const [queclink_model] = queclink_models;
if (!okai_model || !queclink_model) throw new Error('no models');

const password = 'Zk7Yq2';
const order = (capability: CommandCapability, command_id = 'C1') => ({
  ...bareOrder(capability, command_id),
  password: new Secret(password),
});

const startTrack = async (model: VehicleModel, options: TestListenerOptions & { unit?: Partial<TrackUnitOptions> } = {}) => {
  const create = model.telematics_brand === 'OKAI' ? createOkaiAdapter : createQueclinkAdapter;
  const open = await listenWith(create({ answer_timeout_ms: options.answer_timeout_ms ?? 5_000 }), model, options);
  const { battery_percent = 70, ...state } = { ...parked(), battery_percent: 70, range_km: 21 };
  const unit_options: TrackUnitOptions = {
    imei: imei_of(1),
    host: '127.0.0.1',
    port: open.listener.port,
    state: { ...state, battery_percent },
    password,
    resend_after_ms: 60,
    reconnect_after_ms: 30,
    ...options.unit,
  };
  const unit =
    model.telematics_brand === 'OKAI'
      ? createOkaiUnit(unit_options)
      : createQueclinkUnit({
          ...unit_options,
          template: model.settings.template as QueclinkTemplate,
          wiring: { relay: { output: 1, active_means: 'driving_disabled' }, unlock_output: 2, lock_output: 3 },
        });
  onTestFinished(() => unit.stop());
  unit.start();
  const session = () => open.listener.sessions.find(imei_of(1));
  await until(() => expect(session()).toBeDefined());
  const newest = (property: string) => open.stored.findLast(({ properties }) => property in properties)?.properties;
  const send = async (capability: CommandCapability, command_id?: string) => {
    const live = session();
    if (!live) throw new Error('not connected');
    return live.sendCommand(order(capability, command_id));
  };
  return { ...open, unit, session, newest, send };
};

describe('a connection', () => {
  it('is kept alive by heartbeats, which are answered and tell that the unit lives', async () => {
    const { unit, stored } = await startTrack(okai_model, { unit: { heartbeat_interval_ms: 20 } });
    await until(() => expect(unit.stats.heartbeats_answered).toBeGreaterThan(2));
    expect(stored.some(({ contact_at, properties }) => contact_at && Object.keys(properties).length === 0)).toBe(true);
  });

  it('delivers what was kept while it was down, as stored reports', async () => {
    const { unit, stored } = await startTrack(queclink_model);
    unit.report();
    await until(() => expect(stored.some(({ properties }) => properties.mileage_in_kilometers)).toBe(true));
    unit.stop();
    await until(() => expect(unit.online).toBe(false));
    for (let odometer_m = 20_000_000; odometer_m < 20_005_000; odometer_m += 1_000) {
      unit.state.odometer_m = odometer_m;
      unit.report();
    }
    expect(unit.stats.kept).toBe(5);
    unit.start();
    await until(() =>
      expect(stored.flatMap(({ properties }) => properties.mileage_in_kilometers?.value ?? []).slice(-5)).toEqual([
        20_000, 20_001, 20_002, 20_003, 20_004,
      ]),
    );
  });

  it('in SACK mode repeats a report until the store took it', async () => {
    let refusals = 3;
    const beforeStore = () => {
      refusals -= 1;
      if (refusals >= 0) throw new Error('disk full');
    };
    const { unit } = await startTrack(okai_model, { beforeStore, settings: { server_ack: true }, unit: { server_ack: true } });
    unit.report();
    await until(() => expect(unit.stats).toMatchObject({ kept: 0 }));
    expect(unit.stats.acknowledged).toBeGreaterThanOrEqual(2);
    expect(unit.stats.sent).toBeGreaterThan(unit.stats.acknowledged);
  });

  it('of a second unit of the same name waits while the first speaks, and takes over when that falls silent', async () => {
    const { unit, happened, raw, stored, listener } = await startTrack(okai_model, { limits: { quiet_ms: 200 } });
    unit.report();
    await until(() => expect(stored.length).toBe(2));
    const before = stored.length;
    const second = raw();
    second.socket.write(`+ACK:GTHBD,OK043A,${imei_of(1)},zk200,,20250301155000,000D$`);
    await until(() => expect(happened).toContain(`${imei_of(1)} duplicate`));
    expect(second.received).toBe('');
    expect(listener.counters.duplicates).toBe(1);
    expect(stored).toHaveLength(before);
    await until(() => expect(Buffer.from(second.received, 'hex').toString()).toBe('+SACK:GTHBD,OK043A,000D$'));
  });

  it('in binary mode is closed, and an unknown unit is noted and closed', async () => {
    const { raw, seen, listener } = await startTrack(okai_model);
    const binary = raw();
    binary.socket.write(Buffer.from('2b525350070000', 'hex'));
    await until(() => expect(binary.closed).toBe(true));
    expect(listener.counters.malformed).toBe(1);
    const stranger = raw();
    stranger.socket.write(`+ACK:GTHBD,OK043A,${imei_of(900)},zk200,,20250301155000,000D$`);
    await until(() => expect(stranger.closed).toBe(true));
    expect(seen).toEqual([imei_of(900)]);
  });

  it('with damaged frames harms neither the store nor a good unit', async () => {
    const { unit, raw, stored, listener } = await startTrack(okai_model);
    const nextDamaged = createDamagedFrames([Buffer.from(vectorText('o2')), Buffer.from(vectorText('o5'))], 7);
    for (let number = 0; number < 40; number += 1) {
      const view = raw();
      const bytes = Buffer.concat([
        Buffer.from(`+ACK:GTHBD,OK043A,${imei_of(2)},zk200,,20250301155000,000D$`),
        nextDamaged(),
        Buffer.from('$'),
      ]);
      view.socket.end(bytes);
      if (number % 10 === 0) unit.report();
      await until(() => expect(view.closed).toBe(true));
    }
    await until(() => expect(stored.filter(({ unit_id }) => unit_id === imei_of(1)).length).toBe(5));
    const others = stored.filter(({ unit_id, properties }) => unit_id !== imei_of(1) && Object.keys(properties).length > 0);
    expect(others).toEqual([]);
    await until(() => expect(listener.counters.connections).toBe(1));
  });

  it('ends after three malformed frames in a row', async () => {
    const { raw } = await startTrack(okai_model);
    const view = raw();
    view.socket.write(`+ACK:GTHBD,OK043A,${imei_of(2)},zk200,,20250301155000,000D$nonsense$nonsense$`);
    await until(() => expect(view.received).not.toBe(''));
    expect(view.closed).toBe(false);
    view.socket.write('nonsense$');
    await until(() => expect(view.closed).toBe(true));
  });
});

describe('commands', () => {
  it('that lock wait until the scooter stands, and are proven by its event', async () => {
    const { unit, send, settled } = await startTrack(okai_model);
    unit.state.speed = 18;
    await expect(send('DISABLE_DRIVING')).resolves.toMatchObject({ status: 'accepted' });
    expect(unit.actuations).toHaveLength(0);
    unit.state.speed = 1;
    await until(() => expect(settled).toEqual(['C1 SUCCEEDED']));
    expect(unit.state.driving_enabled).toBe(false);
  });

  it('acknowledged late, or twice, settle once', async () => {
    const { unit, send, settled } = await startTrack(okai_model, { answer_timeout_ms: 40 });
    unit.faults = { ack_after_ms: 120, double_ack: true };
    await expect(send('DRAW_ATTENTION')).rejects.toMatchObject({ kind: 'unknown' });
    await until(() => expect(settled).toEqual(['C1 SUCCEEDED']));
    unit.faults = { double_ack: true };
    await expect(send('DRAW_ATTENTION', 'C2')).resolves.toEqual({ status: 'succeeded' });
    expect(settled).toEqual(['C1 SUCCEEDED']);
  });

  it('with a wrong password are met with silence', async () => {
    const { unit, session } = await startTrack(okai_model, { answer_timeout_ms: 60 });
    const wrong = { ...order('ENABLE_DRIVING'), password: new Secret('wrong1') };
    await expect(session()?.sendCommand(wrong)).rejects.toMatchObject({ kind: 'unknown' });
    expect([unit.wrong_passwords, unit.received.length]).toEqual([1, 0]);
  });

  it('are proven whatever the clock of the unit says', async () => {
    const { unit, send, settled, newest } = await startTrack(okai_model);
    unit.faults = { clock_error_ms: -20 * 365 * 86_400_000 };
    await send('ENABLE_DRIVING');
    await until(() => expect(settled).toEqual(['C1 SUCCEEDED']));
    expect(newest('driving_enabled')?.driving_enabled?.timestamp.slice(0, 4)).not.toBe(new Date().toISOString().slice(0, 4));
  });
});
