/** Ways to break an adapter on purpose; what is not named goes through it as before. */

import type { StateReport } from '#lib/domain/telematics.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { altered } from '../altered.fixture.ts';
import { type Adapter, AdapterFailure, type CommandOutcome, type HttpAdapter, isSocketAdapter, type SessionIo } from '../port.ts';

export type Break = (adapter: Adapter) => Adapter;
type Ask = () => Promise<CommandOutcome>;

/** Orders go another way. */
export const orders =
  (through: (ask: Ask) => Promise<CommandOutcome>): Break =>
  (adapter) =>
    isSocketAdapter(adapter)
      ? {
          ...adapter,
          createSession: (io) => {
            const session = adapter.createSession(io);
            return altered(session, { sendCommand: (order) => through(() => session.sendCommand(order)) });
          },
        }
      : { ...adapter, sendCommand: (...given) => through(() => adapter.sendCommand(...given)) };

/** What a session tells the gateway is told otherwise. */
export const sessionIo =
  (alter: (io: SessionIo) => Partial<SessionIo>): Break =>
  (adapter) => {
    if (!isSocketAdapter(adapter)) throw new Error('has no sessions');
    return { ...adapter, createSession: (io) => adapter.createSession(altered(io, alter(io))) };
  };

export const cloud =
  (alter: (adapter: HttpAdapter) => Partial<HttpAdapter>): Break =>
  (adapter) => {
    if (isSocketAdapter(adapter)) throw new Error('has no cloud');
    return { ...adapter, ...alter(adapter) };
  };

/** Reports leave the adapter changed. */
export const reports = (alter: (report: StateReport) => StateReport): Break => {
  const of_session = sessionIo((io) => ({ store: (list) => io.store(list.map(alter)) }));
  const of_cloud = cloud(({ fetchState }) => (fetchState ? { fetchState: async (...given) => alter(await fetchState(...given)) } : {}));
  return (adapter) => (isSocketAdapter(adapter) ? of_session : of_cloud)(adapter);
};
export const properties = (alter: (state: VehicleState) => object) =>
  reports((report) => ({ ...report, properties: alter(report.properties) as VehicleState }));

export const acceptedAsSucceeded = orders(async (ask) => {
  const outcome = await ask();
  return outcome.status === 'accepted' ? { status: 'succeeded' } : outcome;
});
const unknownAs = (instead: () => CommandOutcome) =>
  orders((ask) =>
    ask().catch((error: unknown) => {
      if (error instanceof AdapterFailure && error.kind === 'unknown') return instead();
      throw error;
    }),
  );
export const silenceAsFailure = unknownAs(() => {
  throw new AdapterFailure('vendor', 'No answer');
});
export const silenceAsSuccess = unknownAs(() => ({ status: 'succeeded' }));
export const twice = orders((ask) => ask().catch(ask));
/** Remembers the order beyond the context's life, as a queue of its own would. */
export const resendsAfterRestart: Break = cloud(({ sendCommand, fetchState }) => {
  let open: { by: unknown; again: (context: Parameters<typeof sendCommand>[3]) => Promise<unknown> } | undefined;
  return {
    sendCommand: (credentials, unit, order, context) => {
      open = { by: context.cache, again: (later) => sendCommand(credentials, unit, order, later) };
      return sendCommand(credentials, unit, order, context);
    },
    fetchState: async (credentials, unit, context) => {
      if (open && open.by !== context.cache) await open.again(context);
      if (!fetchState) throw new Error('cannot be asked');
      return fetchState(credentials, unit, context);
    },
  };
});
