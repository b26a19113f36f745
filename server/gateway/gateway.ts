import type { KeyObject } from 'node:crypto';
import { createKafkaClient } from '#server/adapters/kafka-client.ts';
import type { KafkaClient } from '#server/adapters/message-source.ts';
import { type Adapter, type HttpAdapter, isPolledAdapter, isSocketAdapter, type PolledAdapter } from '#server/adapters/port.ts';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { metricsText } from '#server/metrics-text.ts';
import { createProcessReporter } from '#server/process-report.ts';
import { listAllCredentials } from '#server/store/credentials.ts';
import { findUnitGateway } from '#server/store/unit-sessions.ts';
import { type CreateGuard, createBrandGuards } from './brand-guards.ts';
import { createConfigurator } from './configurator.ts';
import { createCredentialsHealth } from './credentials-health.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import { createDuplicateNotes } from './duplicate-sessions.ts';
import { createDuties } from './duties.ts';
import { duplicateMetrics, gatewayFigures } from './gateway-figures.ts';
import { createIngest, type Ingest } from './ingest.ts';
import { createJobs } from './jobs.ts';
import { createLeaseKeeper, credentials_prefix, credentialsLease, type LeaseKeeper, leasesOf } from './lease-keeper.ts';
import { type ListenerPlace, openListeners } from './listeners.ts';
import { default_lease_ms, joinOffice, type Office } from './office.ts';
import { createCredentialsVault } from './open-credentials.ts';
import { createPoller } from './poller.ts';
import { createPushServer } from './push-server.ts';
import { readerMetrics } from './reader-metrics.ts';
import { createRelays, relayLeases } from './relays.ts';
import { createReportPace } from './report-pace.ts';
import { guardRestores } from './restore-guard.ts';
import { createSecretRotation } from './secret-rotation.ts';
import { streamMetrics } from './stream-metrics.ts';
import { createStreams } from './streams.ts';
import type { TcpListener } from './tcp-listener.ts';
import { createUnitPasswords } from './unit-passwords.ts';
import { createUnitSeats } from './unit-seats.ts';
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
  createGuard?: CreateGuard;
  /** Among the gateways of this database; a gateway takes the place of the former one of its name. */
  nameAt?(push_port: number): string;
  /** Silence after which others take this gateway for dead, and it them. */
  lease_ms?: number;
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

export const only_gateway = 'gateway';
/** Of plans, for units that hold a connection of their own and have no vendor between. */
const default_parallel = 20;

/**
 * Puts the gateway's loops together and starts them in order: bind the ports, enter office, recover commands, then store and poll. Ports come first, so
 * that a gateway that cannot have them does not depose the one that works; what units say meanwhile waits for the office.
 */
export const startGateway = async (parts: GatewayParts): Promise<Gateway> => {
  const guarded = guardRestores(parts.app);
  const { app } = guarded;
  const { private_key, allow_private_addresses } = parts;
  const findAdapter = (brand: string) => parts.adapters.find((adapter) => adapter.brand === brand);
  const findHttpAdapter = (brand: string): HttpAdapter | undefined => {
    const adapter = findAdapter(brand);
    return adapter && !isSocketAdapter(adapter) ? adapter : undefined;
  };
  const { guards, guardOf } = createBrandGuards({ clock: app.clock, allow_private_addresses }, findHttpAdapter, parts.createGuard);

  let office: Office | undefined;
  let keeper: LeaseKeeper | undefined;
  const leases = leasesOf(() => keeper);
  const in_office = Promise.withResolvers<Dispatcher>();
  const isInOffice = async (tx: Query) => office !== undefined && (await office.isInOffice(tx));
  const pace = createReportPace(app);
  const stored = createIngest(app, isInOffice, pace);
  const ingest: Ingest = {
    ...stored,
    store: async (deliveries) => {
      await in_office.promise;
      return stored.store(deliveries);
    },
  };
  const vault = createCredentialsVault(app, private_key, guardOf, parts.kafka ?? createKafkaClient({ allow_private_addresses }));
  const health = createCredentialsHealth(app);
  const http_adapters = parts.adapters.filter((adapter): adapter is HttpAdapter => !isSocketAdapter(adapter));
  const findPolledAdapter = (brand: string): PolledAdapter | undefined => {
    const adapter = findAdapter(brand);
    return adapter && isPolledAdapter(adapter) ? adapter : undefined;
  };
  const poller = createPoller({ app, findAdapter: findPolledAdapter, vault, ingest, health, pace, guardOf, leases });
  const streams = createStreams({ app, adapters: http_adapters, vault, ingest, health, isInOffice, leases });
  const settle: Dispatcher['settle'] = async (...proof) => (await in_office.promise).settle(...proof);
  const listeners = new Map<string, TcpListener>();
  const noteDuplicate = createDuplicateNotes(app);
  const sessionsOf = (brand: string) => listeners.get(brand)?.sessions;
  const seats = createUnitSeats({
    app,
    gatewayId: () => office?.id ?? '',
    giveWay: (brand, unit_id) => sessionsOf(brand)?.giveWay(unit_id) ?? true,
    onContested: (brand, unit_id) => {
      const address = sessionsOf(brand)?.addressOf(unit_id);
      if (address === undefined) return;
      noteDuplicate(brand, unit_id, address).catch((error: unknown) => app.log.error({ err: error }, 'Second connection not noted'));
    },
  });
  await openListeners({ app, ingest, adapters: parts.adapters, places: parts.listeners, settle, seats, noteDuplicate }, listeners);
  const closeListeners = () => Promise.all([...listeners.values()].map((listener) => listener.close()));
  const nameOf = (push_port: number) => parts.nameAt?.(push_port) ?? only_gateway;
  const { duties, awaitReturns, verifyAudit, readers } = createDuties({
    app,
    private_key,
    pace,
    socket_brands: [...listeners.keys()],
    parallelOf: (brand) => findHttpAdapter(brand)?.limits.max_concurrent_per_credentials ?? default_parallel,
    isHeld: leases.isHeld,
  });
  const reporter = createProcessReporter(app, 'GATEWAY', () =>
    gatewayFigures({
      ...{ guards, vault, ingest, poller, listeners, readers },
      usesCredentials: (id) => leases.holds(credentialsLease(id)),
      office: () => ({ name: nameOf(push.port), leases: keeper?.count() ?? 0, units: seats.count() }),
    }),
  );
  const told = () => [...metricsText(reporter.figures()), ...duplicateMetrics(listeners), ...streams.figures().flatMap(streamMetrics)];
  const metrics = async () => [...told(), ...(await readerMetrics(app.db.read)), ''].join('\n');
  const push_parts = { app, ...parts.push, findAdapter: findHttpAdapter, vault, ingest, onPush: poller.notePush, metrics };
  const push = await createPushServer(push_parts).catch(async (error: unknown) => {
    await closeListeners();
    throw error;
  });
  office = await joinOffice({
    app,
    name: nameOf(push.port),
    address: `${parts.push.host}:${push.port}`,
    lease_ms: parts.lease_ms ?? default_lease_ms,
    holding: () => ({ leases: keeper?.count() ?? 0, sessions: seats.count() }),
    onDeposed: parts.onDeposed,
    onLook: () => void keeper?.balance().catch((error: unknown) => app.log.error({ err: error }, 'Work could not be divided')),
    onGone: awaitReturns,
  }).catch(async (error: unknown) => {
    await Promise.all([push.close(), closeListeners()]);
    throw error;
  });
  const post = office;
  await guarded.begin();
  const ofCredentials = {
    prefix: credentials_prefix,
    list: async () => (await listAllCredentials(app.db.read)).map(({ id }) => id),
    onChange: () => {
      poller.reload();
      streams.reload();
    },
  };
  keeper = createLeaseKeeper({ app, office, kinds: [ofCredentials, ...relayLeases(app)], duties });
  const findSession = (brand: string, unit_id: string) => sessionsOf(brand)?.find(unit_id);
  const passwords = createUnitPasswords(app, private_key, findSession);
  const dispatcher = createDispatcher({
    app,
    post,
    leases,
    findAdapter,
    findSession,
    isWaiting: seats.isWaiting,
    vault,
    openPassword: passwords.open,
    ingest: stored,
    pollSoon: poller.pollSoon,
  });
  const configurator = createConfigurator(app, findSession);
  const jobs = createJobs({
    app,
    private_key,
    vault,
    findAdapter: findHttpAdapter,
    checkUnitPassword: passwords.check,
    disconnect: (brand, unit_id) => sessionsOf(brand)?.disconnect(unit_id),
    leases,
    verifyAudit,
    whoHas: async (brand, unit_id) => {
      if (sessionsOf(brand)?.isConnected(unit_id)) return 'US';
      const gateway_id = await findUnitGateway(app.db.read, brand, unit_id);
      return gateway_id === undefined || gateway_id === post.id ? 'NOBODY' : 'OTHERS';
    },
  });
  const rotation = createSecretRotation({ app, vault, findAdapter: findHttpAdapter, leases });
  const setups = createUnitSetups({ app, adapters: http_adapters, vault, health, leases });
  const relays = createRelays(app, private_key, isInOffice, leases);
  await pace.start();
  await office.start();
  await keeper.balance();
  await dispatcher.start();
  seats.start();
  in_office.resolve(dispatcher);
  relays.start();
  configurator.start();
  jobs.start();
  passwords.start();
  poller.start();
  streams.start();
  setups.start();
  rotation.start();
  reporter.start();

  return {
    push_port: push.port,
    listener_ports: Object.fromEntries([...listeners].map(([brand, listener]) => [brand, listener.port])),
    ingest,
    dispatcher,
    stop: async () => {
      guarded.end();
      await post.announceLeaving();
      jobs.stop();
      reporter.stop();
      passwords.stop();
      await Promise.all([
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
      await keeper?.stop();
      await seats.stop();
      await post.leave();
      await Promise.all([...guards.values()].map((guard) => guard.close()));
    },
  };
};
