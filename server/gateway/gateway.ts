import type { KeyObject } from 'node:crypto';
import { type BrandGuard, type BrandGuardOptions, createBrandGuard } from '#server/adapters/brand-guard.ts';
import { createKafkaClient } from '#server/adapters/kafka-client.ts';
import type { KafkaClient } from '#server/adapters/message-source.ts';
import { type Adapter, type HttpAdapter, isPolledAdapter, isSocketAdapter, type PolledAdapter } from '#server/adapters/port.ts';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import { metricsText } from '#server/metrics-text.ts';
import { createProcessReporter } from '#server/process-report.ts';
import { isLeaseEpoch, renewLease, takeLease } from '#server/store/leases.ts';
import { write } from '#server/store/write.ts';
import { createAudit } from './audit.ts';
import { gateway_lease } from './command-steps.ts';
import { createConfigurator } from './configurator.ts';
import { createCredentialsHealth } from './credentials-health.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import { gatewayFigures } from './gateway-figures.ts';
import { keepHouse } from './housekeeping.ts';
import { createIngest, type Ingest } from './ingest.ts';
import { createJobs } from './jobs.ts';
import { markNeverReturned, markSilentVehicles } from './life-status.ts';
import { type ListenerPlace, openListeners } from './listeners.ts';
import { createCredentialsVault } from './open-credentials.ts';
import { createPlanRunner } from './plan-runner.ts';
import { createPoller } from './poller.ts';
import { createPushServer } from './push-server.ts';
import { createRelays } from './relays.ts';
import { createReportPace } from './report-pace.ts';
import { createSecretRotation } from './secret-rotation.ts';
import { endExpiredSharing } from './sharing-end.ts';
import { streamMetrics } from './stream-metrics.ts';
import { createStreams } from './streams.ts';
import { offline_grace_ms, type TcpListener } from './tcp-listener.ts';
import { createUnitPasswords } from './unit-passwords.ts';
import { createUnitSetups } from './unit-setups.ts';

export interface GatewayParts {
  app: App;
  private_key: KeyObject;
  adapters: readonly Adapter[];
  push: { host: string; port: number };
  listeners: readonly ListenerPlace[];
  /** Fake vendors on this machine may be called: demo and tests. */
  allow_private_addresses: boolean;
  /** How message logs are read, and what keeps brands apart; tests bring their own. */
  kafka?: KafkaClient;
  createGuard?: (brand: string, options: BrandGuardOptions) => BrandGuard;
  /** Another gateway has taken over. */
  onDeposed(): void;
}

export interface Gateway {
  push_port: number;
  listener_ports: Record<string, number>;
  ingest: Ingest;
  dispatcher: Dispatcher;
  stop(): Promise<void>;
}

const duplicateMetrics = (listeners: ReadonlyMap<string, TcpListener>): string[] =>
  [...listeners].map(([brand, { counters }]) => `motorpool_duplicate_sessions_total{brand="${brand}"} ${counters.duplicates}`);

const lease_ms = 15_000;
const renew_ms = 5_000;
const silence_check_ms = 15_000;
const sharing_check_ms = 1_000;
const house_ms = 3_600_000;
/** Of plans, for units that hold a connection of their own and have no vendor between. */
const default_parallel = 20;

/**
 * Puts the gateway's loops together and starts them in order: bind the ports, take the lease, recover commands, then store and poll. Ports come first, so
 * that a gateway that cannot have them does not depose the one that works; what units say meanwhile waits for the lease.
 */
export const startGateway = async (parts: GatewayParts): Promise<Gateway> => {
  const { app } = parts;
  const expiry = () => new Date(app.clock() + lease_ms).toISOString();
  const findAdapter = (brand: string) => parts.adapters.find((adapter) => adapter.brand === brand);
  const findHttpAdapter = (brand: string): HttpAdapter | undefined => {
    const adapter = findAdapter(brand);
    return adapter && !isSocketAdapter(adapter) ? adapter : undefined;
  };
  const guards = new Map<string, BrandGuard>();
  const createGuard = parts.createGuard ?? ((_brand: string, options: BrandGuardOptions) => createBrandGuard(options));
  const guardOf = (brand: string): BrandGuard => {
    const max_parallel_per_credentials = findHttpAdapter(brand)?.limits.max_concurrent_per_credentials;
    const guard =
      guards.get(brand) ??
      createGuard(brand, {
        clock: app.clock,
        allow_private_addresses: parts.allow_private_addresses,
        ...(max_parallel_per_credentials !== undefined && { limits: { max_parallel_per_credentials } }),
      });
    guards.set(brand, guard);
    return guard;
  };

  let epoch = 0;
  const in_office = Promise.withResolvers<Dispatcher>();
  const isInOffice = (tx: Query) => isLeaseEpoch(tx, gateway_lease, epoch);
  const pace = createReportPace(app);
  const stored = createIngest(app, isInOffice, pace);
  const ingest: Ingest = {
    ...stored,
    store: async (deliveries) => {
      await in_office.promise;
      return stored.store(deliveries);
    },
  };
  const { allow_private_addresses } = parts;
  const vault = createCredentialsVault(app, parts.private_key, guardOf, parts.kafka ?? createKafkaClient({ allow_private_addresses }));
  const health = createCredentialsHealth(app);
  const http_adapters = parts.adapters.filter((adapter): adapter is HttpAdapter => !isSocketAdapter(adapter));
  const findPolledAdapter = (brand: string): PolledAdapter | undefined => {
    const adapter = findAdapter(brand);
    return adapter && isPolledAdapter(adapter) ? adapter : undefined;
  };
  const poller = createPoller({ app, findAdapter: findPolledAdapter, vault, ingest, health, pace, guardOf });
  const streams = createStreams({ app, adapters: http_adapters, vault, ingest, health, isInOffice });
  const settle: Dispatcher['settle'] = async (...proof) => (await in_office.promise).settle(...proof);
  const listeners = await openListeners(app, ingest, parts.adapters, parts.listeners, settle);
  const closeListeners = () => Promise.all([...listeners.values()].map((listener) => listener.close()));
  const reporter = createProcessReporter(app, 'GATEWAY', () => gatewayFigures({ guards, vault, ingest, poller, listeners }));
  const metrics = () =>
    [...metricsText(reporter.figures()), ...duplicateMetrics(listeners), ...streams.figures().flatMap(streamMetrics), ''].join('\n');
  const push = await createPushServer({
    app,
    ...parts.push,
    findAdapter: findHttpAdapter,
    vault,
    ingest,
    onPush: poller.notePush,
    metrics,
  }).catch(async (error: unknown) => {
    await closeListeners();
    throw error;
  });
  epoch = await write(app, (tx) => takeLease(tx, gateway_lease, newId(), expiry())).catch(async (error: unknown) => {
    await Promise.all([push.close(), closeListeners()]);
    throw error;
  });
  const findSession = (brand: string, unit_id: string) => listeners.get(brand)?.sessions.find(unit_id);
  const passwords = createUnitPasswords(app, parts.private_key, findSession);
  const dispatcher = createDispatcher({
    app,
    epoch,
    findAdapter,
    findSession,
    vault,
    openPassword: passwords.open,
    ingest: stored,
    pollSoon: poller.pollSoon,
  });
  const plans = createPlanRunner({
    app,
    epoch,
    parallelOf: (brand) => findHttpAdapter(brand)?.limits.max_concurrent_per_credentials ?? default_parallel,
  });
  const configurator = createConfigurator(app, (brand, unit_id) => listeners.get(brand)?.sessions.find(unit_id));
  const audit = createAudit(app, isInOffice);
  const jobs = createJobs({
    app,
    private_key: parts.private_key,
    vault,
    findAdapter: findHttpAdapter,
    checkUnitPassword: passwords.check,
    disconnect: (brand, unit_id) => listeners.get(brand)?.sessions.disconnect(unit_id),
    verifyAudit: audit.verify,
  });
  const rotation = createSecretRotation({ app, vault, findAdapter: findHttpAdapter });
  const setups = createUnitSetups({ app, adapters: http_adapters, vault, health });
  const relays = createRelays(app, parts.private_key, isInOffice);
  await pace.start();
  await dispatcher.start();
  in_office.resolve(dispatcher);
  relays.start();
  await audit.start();
  plans.start();
  configurator.start();
  jobs.start();
  passwords.start();
  poller.start();
  streams.start();
  setups.start();
  rotation.start();
  reporter.start();

  const quietly = (name: string, work: () => Promise<unknown>) => () =>
    void work().catch((error: unknown) => app.log.error({ err: error }, `${name} failed`));
  const renew = async () => {
    if (!(await write(app, (tx) => renewLease(tx, gateway_lease, epoch, expiry())))) parts.onDeposed();
  };
  const timers = [
    setInterval(quietly('Lease renewal', renew), renew_ms),
    setInterval(
      quietly('Silence check', () => markSilentVehicles(app, pace)),
      silence_check_ms,
    ),
    setInterval(
      quietly('End of sharing', () => endExpiredSharing(app)),
      sharing_check_ms,
    ),
    setInterval(
      quietly('Housekeeping', () => keepHouse(app)),
      house_ms,
    ),
  ];
  quietly('Housekeeping', () => keepHouse(app))();
  const started_ms = app.clock();
  const markAbsent = async () => {
    for (const [brand, { sessions }] of listeners) {
      await markNeverReturned(app, brand, started_ms, (unit_id) => sessions.find(unit_id) !== undefined);
    }
  };
  const grace_timer = setTimeout(quietly('Marking of units that did not come back', markAbsent), offline_grace_ms);

  return {
    push_port: push.port,
    listener_ports: Object.fromEntries([...listeners].map(([brand, listener]) => [brand, listener.port])),
    ingest,
    dispatcher,
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      clearTimeout(grace_timer);
      jobs.stop();
      reporter.stop();
      passwords.stop();
      await Promise.all([
        plans.stop(),
        relays.stop(),
        dispatcher.stop(2000),
        poller.stop(),
        configurator.stop(),
        streams.stop(),
        setups.stop(),
        rotation.stop(),
        push.close(),
        closeListeners(),
      ]);
      await ingest.drain();
      await pace.stop();
      await audit.stop();
      await Promise.all([...guards.values()].map((guard) => guard.close()));
    },
  };
};
