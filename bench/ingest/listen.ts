import type { UnitRef } from '#lib/domain/telematics.ts';
import { teltonika_adapter } from '#server/adapters/teltonika/adapter.ts';
import { createTcpListener, type TcpListenerOptions } from '#server/gateway/tcp-listener.ts';

/** The real listener for units of any id. Returns its port. */
export const listenForUnits = async (model: UnitRef['model'], store: TcpListenerOptions['store']): Promise<number> => {
  const { port } = await createTcpListener({
    adapter: teltonika_adapter,
    host: '127.0.0.1',
    port: 0,
    identify: async (unit_id) => ({ unit_id, model, settings: {} }),
    store,
    settle: () => {},
    noteSeen: () => {},
    onConnected: () => {},
    onDisconnected: () => {},
    clock: Date.now,
    random: Math.random,
    log: { info: () => {}, warn: (fields, message) => console.error(message, fields) },
    limits: {
      max_connects_per_minute_and_address: 10_000_000,
      max_unidentified_per_address: 10_000,
      quiet_ms: 0,
      offline_grace_ms: 3_600_000,
    },
  });
  return port;
};
