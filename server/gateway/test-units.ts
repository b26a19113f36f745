/** A listener with a store in memory and simulated units at it; used by tests alone. */
import { connect, type Socket } from 'node:net';
import { onTestFinished, vi } from 'vitest';
import { teltonika_models } from '#lib/catalogue/models/teltonika.ts';
import type { CommandCapability } from '#lib/domain/command.ts';
import type { StateReport, UnitRef, VehicleModel } from '#lib/domain/telematics.ts';
import type { CommandOrder, SocketAdapter } from '#server/adapters/port.ts';
import { createTeltonikaAdapter } from '#server/adapters/teltonika/adapter.ts';
import { createTeltonikaUnit, type TeltonikaUnitOptions } from '../../e2e/fakes/teltonika/unit.ts';
import type { UnitState } from '../../e2e/fakes/teltonika/unit-state.ts';
import type { TcpLimits } from './tcp-limits.ts';
import { createTcpListener, type TcpListenerOptions } from './tcp-listener.ts';

export const imei_of = (number: number): string => `3525030800${String(number).padStart(5, '0')}`;

const [first_model] = teltonika_models;
if (!first_model) throw new Error('no model');
export const model = first_model;

export const parked = (): UnitState => ({
  lat: -34.9,
  lon: -56.16,
  speed: 0,
  heading: 90,
  ignition: false,
  odometer_m: 12_345_000,
  fuel_percent: 61,
  locked: true,
  driving_enabled: true,
  voltage: 12.6,
  doors_open: false,
  satellites: 11,
});

export interface TestListenerOptions {
  limits?: Partial<TcpLimits>;
  settings?: Record<string, unknown>;
  answer_timeout_ms?: number;
  /** Called before anything is kept; throws as a broken database would. */
  beforeStore?: (reports: StateReport[]) => Promise<void> | void;
  identify?: TcpListenerOptions['identify'];
}

/** A listener of any brand. Units with a number below 100 are on the list. */
export const listenWith = async (adapter: SocketAdapter, listed_model: VehicleModel, options: TestListenerOptions = {}) => {
  const stored: StateReport[] = [];
  const settled: string[] = [];
  const seen: string[] = [];
  const happened: string[] = [];
  const listed = async (unit_id: string): Promise<UnitRef | undefined> =>
    unit_id < imei_of(100) ? { unit_id, model: listed_model, settings: options.settings ?? {} } : undefined;
  const listener = await createTcpListener({
    adapter,
    port: 0,
    host: '127.0.0.1',
    identify: options.identify ?? listed,
    store: async (reports) => {
      await options.beforeStore?.(reports);
      stored.push(...reports);
    },
    settle: (command_id, outcome, _detail, kind) => settled.push([command_id, outcome, kind].filter(Boolean).join(' ')),
    noteSeen: (_, unit_id) => seen.push(unit_id),
    onConnected: (unit_id) => happened.push(`${unit_id} connected`),
    onDisconnected: (unit_id) => happened.push(`${unit_id} disconnected`),
    onDuplicate: (unit_id) => happened.push(`${unit_id} duplicate`),
    clock: Date.now,
    random: Math.random,
    log: { info: () => {}, warn: () => {} },
    ...(options.limits && { limits: options.limits }),
  });
  onTestFinished(() => listener.close());

  /** A bare socket: what it received, and whether it was closed. */
  const raw = () => {
    const socket: Socket = connect({ host: '127.0.0.1', port: listener.port, noDelay: true });
    const view = { socket, received: '', closed: false };
    socket.on('data', (bytes) => {
      view.received += bytes.toString('hex').toUpperCase();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      view.closed = true;
    });
    onTestFinished(() => void socket.destroy());
    return view;
  };

  return { listener, stored, settled, seen, happened, raw };
};

/** A listener for Teltonika units, and units to go with it. */
export const startListener = async (options: TestListenerOptions = {}) => {
  const adapter = createTeltonikaAdapter({ answer_timeout_ms: options.answer_timeout_ms ?? 5_000 });
  const open = await listenWith(adapter, model, options);
  const unit = (number: number, more: Partial<TeltonikaUnitOptions> = {}) => {
    const created = createTeltonikaUnit({
      imei: imei_of(number),
      host: '127.0.0.1',
      port: open.listener.port,
      state: parked(),
      wiring: { output: 1, active_means: 'driving_disabled' },
      resend_after_ms: 60,
      reconnect_after_ms: 30,
      ...more,
    });
    onTestFinished(() => created.stop());
    created.start();
    return created;
  };
  return { ...open, unit };
};

/** The bytes with which a unit says who it is. */
export const greeting = (number: number): Buffer => Buffer.concat([Buffer.from([0, 15]), Buffer.from(imei_of(number))]);

export const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5_000, interval: 5 });

export const order = (capability: CommandCapability, command_id = 'C1'): CommandOrder => ({
  command_id,
  capability,
  expires_at: new Date(Date.now() + 60_000).toISOString(),
});
