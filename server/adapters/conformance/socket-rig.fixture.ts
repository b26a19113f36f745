/** An adapter of units that dial in, behind the gateway's real listener, against a simulated unit. */
import { Secret } from '#lib/domain/secret.ts';
import type { StateReport, UnitRef, VehicleModel } from '#lib/domain/telematics.ts';
import { createTcpListener } from '#server/gateway/tcp-listener.ts';
import type { UnitState } from '../../../e2e/fakes/teltonika/unit-state.ts';
import { AdapterFailure, type SocketAdapter } from '../port.ts';
import type { Facts, LateWord, OrderFault, Rig } from './rig.fixture.ts';
import { wait } from './wait.fixture.ts';

/** A simulated unit of whichever protocol. */
export interface RigUnit {
  readonly state: UnitState;
  readonly online: boolean;
  readonly actuations: readonly { text: string }[];
  readonly received: readonly { text: string }[];
  start(): void;
  stop(): void;
}

export interface UnitPlace {
  imei: string;
  host: string;
  port: number;
  state: UnitState;
  /** Reconnects and resends without making a test wait. */
  resend_after_ms: number;
  reconnect_after_ms: number;
}

export interface SocketRigParts<Unit extends RigUnit> {
  /** With the suite's patience. */
  adapter: SocketAdapter;
  model: VehicleModel;
  createUnit(place: UnitPlace): Unit;
  /** Which of the two energies the model's vehicle has. */
  electric: boolean;
  /** What the unit cannot know without an adapter for it. */
  knows_locks: boolean;
  /** Tells the present state; resolves when the gateway has dealt with it. */
  report(unit: Unit): Promise<void>;
  parts(unit: Unit): string[];
  leaveOut(unit: Unit, part: string | undefined): void;
  faults: Partial<Record<OrderFault, (unit: Unit) => void>>;
  /** Asks for a report and carries nothing out. */
  isReading(text: string): boolean;
  /** The text without what differs each time it is sent. */
  wordsOf?(text: string): string;
  password?: string;
}

export const socket_timeouts = { answer_timeout_ms: 400, confirm_timeout_ms: 1_000 };
/** Answers of late units come so much later. */
export const late_answer_ms = 700;

const imei = '352503080000001';
const stranger_imei = '352503080009999';

const asUnitState = (facts: Facts, electric: boolean): Partial<UnitState> => {
  const {
    mileage_km,
    energy_percent,
    lat,
    lon,
    speed,
    heading,
    ignition,
    voltage,
    locked,
    driving_enabled,
    doors_open,
    charging,
    range_km,
  } = facts;
  const given = {
    ...{ lat, lon, speed, heading, ignition, voltage, locked, driving_enabled, doors_open, charging, range_km },
    odometer_m: mileage_km === undefined ? undefined : mileage_km * 1_000,
    [electric ? 'battery_percent' : 'fuel_percent']: energy_percent,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<UnitState>;
};

const parkedState = ({ electric, knows_locks }: { electric: boolean; knows_locks: boolean }): UnitState => ({
  ...{ lat: -34.9, lon: -56.16, speed: 0, heading: 90, ignition: false, odometer_m: 12_345_000, voltage: 12.6, satellites: 11 },
  ...{ driving_enabled: false },
  ...(electric ? { battery_percent: 70, charging: false, range_km: 30 } : { fuel_percent: 61 }),
  ...(knows_locks && { locked: true, doors_open: false }),
});

export const startSocketRig = async <Unit extends RigUnit>(parts: SocketRigParts<Unit>): Promise<Rig> => {
  const { adapter, model, password, wordsOf = (text: string) => text } = parts;
  const unit_ref: UnitRef = { unit_id: imei, model, settings: {} };
  const stored: StateReport[] = [];
  const late_words: LateWord[] = [];
  const seen: string[] = [];
  const told: string[] = [];
  const note = (fields: object, message: string) => void told.push(JSON.stringify({ ...fields, message }));

  const listen = (port: number) =>
    createTcpListener({
      adapter,
      port,
      host: '127.0.0.1',
      identify: async (unit_id) => (unit_id === imei ? unit_ref : undefined),
      store: async (reports) => void stored.push(...reports),
      settle: (command_id, outcome) => void late_words.push({ command_id, outcome }),
      noteSeen: (_, unit_id) => void seen.push(unit_id),
      onConnected: () => {},
      onDisconnected: () => {},
      clock: Date.now,
      random: () => 0.5,
      log: { info: note, warn: note },
    });
  let listener = await listen(0);
  const { port } = listener;
  const place = (id: string) => ({ imei: id, host: '127.0.0.1', port, resend_after_ms: 60, reconnect_after_ms: 20 });
  const unit = parts.createUnit({ ...place(imei), state: parkedState(parts) });
  const others: RigUnit[] = [];
  const isConnected = () => unit.online && listener.sessions.find(imei) !== undefined;
  unit.start();
  await wait(isConnected);

  const read = async (): Promise<StateReport[]> => {
    const before = stored.length;
    await parts.report(unit);
    return stored.slice(before);
  };
  const session = () => {
    const found = listener.sessions.find(imei);
    if (!found) throw new AdapterFailure('offline', 'The unit is not connected.');
    return found;
  };

  return {
    unit: unit_ref,
    clock: Date.now,
    ...(password !== undefined && {
      check: async (which) => {
        const found = listener.sessions.find(imei);
        if (!found?.checkPassword) return 'needs_unit_online';
        try {
          await found.checkPassword(new Secret(which === 'right' ? password : 'wrong1'));
          return 'ok';
        } catch (error) {
          if (error instanceof AdapterFailure && error.kind === 'unknown') return 'invalid';
          throw error;
        }
      },
    }),
    discover: async () => {
      const stranger = parts.createUnit({ ...place(stranger_imei), state: parkedState(parts) });
      others.push(stranger);
      stranger.start();
      await wait(() => seen.length > 0);
      return seen;
    },
    change: (facts) => void Object.assign(unit.state, asUnitState(facts, parts.electric)),
    read,
    parts: async () => parts.parts(unit),
    readWithout: async (part) => {
      parts.leaveOut(unit, part);
      try {
        return await read();
      } finally {
        parts.leaveOut(unit, undefined);
      }
    },
    send: async (capability, more = {}) =>
      session().sendCommand({
        command_id: more.command_id ?? 'C1',
        capability,
        expires_at: more.expires_at ?? new Date(Date.now() + 60_000).toISOString(),
        ...(password !== undefined && { password: new Secret(password) }),
      }),
    lateWords: async () => late_words,
    spoil: (fault) => {
      const apply = parts.faults[fault];
      if (!apply) throw new Error(`This unit cannot show "${fault}"`);
      apply(unit);
    },
    orders: () => unit.received.filter(({ text }) => !parts.isReading(text)).map(({ text }) => wordsOf(text)),
    acts: () => unit.actuations.map(({ text }) => wordsOf(text)),
    secret: password ?? '',
    lose: async () => {
      unit.stop();
      await wait(() => listener.sessions.find(imei) === undefined);
    },
    restart: async () => {
      await listener.close();
      await wait(() => !unit.online);
      listener = await listen(port);
      await wait(isConnected);
    },
    told: () => told.join('\n'),
    close: async () => {
      for (const one of [unit, ...others]) one.stop();
      await listener.close();
    },
  };
};
