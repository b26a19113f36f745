/** A gateway as a process: the real one, or one that breaks a rule so that a proof can show that it would notice. */

import { altered } from '#server/adapters/altered.fixture.ts';
import { type Adapter, isSocketAdapter, type SocketAdapter } from '#server/adapters/port.ts';
import { adapters } from '#server/adapters/registry.ts';
import { createTeltonikaAdapter } from '#server/adapters/teltonika/adapter.ts';
import { createApp } from '#server/app.ts';
import { readPrivateKey } from '#server/auth/keys.ts';
import { dataPaths, loadConfig } from '#server/config.ts';
import { startGateway } from '#server/gateway/gateway.ts';
import { obeyOrder } from './obey-order.fixture.ts';
import type { Settings } from './place.fixture.ts';
import { startSendFirstGateway } from './send-first.fixture.ts';

export interface GatewayOrder {
  settings: Settings;
  /** acknowledge_first: units are told "stored" before COMMIT. send_first: commands are marked after they were sent. */
  variant: 'real' | 'acknowledge_first' | 'send_first';
  /** Port of the units' listener, 0 for any; undefined: none. */
  units_port?: number;
  /** Among several gateways. */
  name?: string;
  /** `never`: nobody is ever taken for dead. */
  lease_ms?: number | 'never';
  /** Listen to units of these brands too, at any port. */
  more_brands?: readonly string[];
}

export interface GatewayReady {
  push_port: number;
  units_port: number;
  listener_ports: Record<string, number>;
}

/** Units that do not answer shall not make a proof last long. */
const units_adapter = createTeltonikaAdapter({ answer_timeout_ms: 400, confirm_timeout_ms: 1_500 });

const acknowledgeFirst = (adapter: SocketAdapter): SocketAdapter => ({
  ...adapter,
  createSession: (io) =>
    adapter.createSession(
      altered(io, {
        store: async (reports) => {
          io.store(reports).catch(() => {});
        },
      }),
    ),
});

const adaptersOf = (variant: GatewayOrder['variant']): Adapter[] =>
  adapters
    .map((adapter) => (adapter.brand === units_adapter.brand ? units_adapter : adapter))
    .map((adapter) => (variant === 'acknowledge_first' && isSocketAdapter(adapter) ? acknowledgeFirst(adapter) : adapter));

obeyOrder<GatewayOrder>(async ({ settings, variant, units_port, name, lease_ms, more_brands = [] }): Promise<GatewayReady> => {
  const app = await createApp(loadConfig(settings), 'gateway');
  const private_key = readPrivateKey(dataPaths(app.config.data_dir).keys);
  if (variant === 'send_first') {
    await startSendFirstGateway(app, private_key);
    return { push_port: 0, units_port: 0, listener_ports: {} };
  }
  const { brand } = units_adapter;
  const gateway = await startGateway({
    app,
    private_key,
    adapters: adaptersOf(variant),
    push: { host: '127.0.0.1', port: 0 },
    listeners: [{ brand, host: '127.0.0.1', port: units_port }, ...more_brands.map((one) => ({ brand: one, host: '127.0.0.1', port: 0 }))],
    ...(name !== undefined && { nameAt: () => name }),
    ...(lease_ms !== undefined && { lease_ms: lease_ms === 'never' ? Number.POSITIVE_INFINITY : lease_ms }),
    allow_private_addresses: true,
    onDeposed: () => process.exit(3),
  });
  process.on('SIGTERM', () => void gateway.stop().then(() => process.exit(0)));
  const { push_port, listener_ports } = gateway;
  return { push_port, units_port: listener_ports[brand] ?? 0, listener_ports };
});
