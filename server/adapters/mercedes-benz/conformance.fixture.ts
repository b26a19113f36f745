import { Secret } from '#lib/domain/secret.ts';
import type { VehicleModel } from '#lib/domain/telematics.ts';
import { patience_ms } from '../conformance/http-rig.fixture.ts';
import type { ConformanceDescriptor, LateWord, OrderFault, Rig } from '../conformance/rig.fixture.ts';
import { AdapterFailure, type HttpAdapter } from '../port.ts';
import { collectUnits, createAdapterContext } from '../test-context.ts';
import { mercedes_benz_adapter } from './adapter.ts';
import { startTestAccount, test_vin } from './test-account.ts';

/** The stream is in memory, so that what was sent is there at once; this is for what the fake does on its next turn. */
const quiet_ms = 20;

const startRig = async (model: VehicleModel, adapter: HttpAdapter): Promise<Rig> => {
  const limits = { total_timeout_ms: patience_ms, longest_call_ms: patience_ms, half_open_after_ms: 1 };
  const account = await startTestAccount({}, model, limits, adapter);
  const { fake, unit, credentials, clock } = account;
  const { control } = fake;
  const contexts = [{ context: account.context, log_lines: account.log_lines, close: async () => {} }];
  const late_words: LateWord[] = [];
  const support: string[] = [];
  const names = new Set<string>();
  let left_out: string | undefined;

  account.alterMessages((message) => {
    if (!message.data?.signals) return message;
    for (const { name } of message.data.signals) names.add(name);
    return { ...message, data: { ...message.data, signals: message.data.signals.filter(({ name }) => name !== left_out) } };
  });
  const context = () => ({ ...(contexts.at(-1) ?? { context: account.context }).context, awaitResult: account.context.awaitResult });
  const noting = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      if (error instanceof AdapterFailure) support.push(error.message, error.vendor_detail ?? '');
      throw error;
    }
  };
  const readNews = async () => {
    const news = await account.readNews(quiet_ms);
    late_words.push(...news.results.map(({ tracking_id, outcome }) => ({ tracking_id, outcome })));
    support.push(...news.results.map(({ detail, vendor_detail }) => `${detail} ${vendor_detail ?? ''}`));
    return news.reports;
  };
  const read = async () => {
    const told_before = await readNews();
    control.report(unit.unit_id, { split_position: true });
    return [...told_before, ...(await readNews())];
  };
  const faults: Partial<Record<OrderFault, () => void>> = {
    ignored: () => control.injectFault({ kind: 'black_hole' }, 1, 'command'),
    unanswered: () => control.plan('never'),
    late: () => control.plan('late'),
    cut_off: () => control.injectFault({ kind: 'reset_after_acting' }, 1, 'command'),
    refused: () =>
      control.injectFault({ kind: 'status', status: 404, body: { type: '/error/data-not-found', serviceId: '1012' } }, 1, 'command'),
    pretended: () => control.injectFault({ kind: 'no_effect' }, 1, 'command'),
    told_twice: () => control.plan('twice'),
  };

  return {
    unit,
    clock: clock.now,
    check: async (which) => {
      const asked =
        which === 'right'
          ? credentials
          : { ...credentials, revision: 2, values: { ...credentials.values, client_secret: new Secret('a-wrong-guess') } };
      const check = await adapter.verifyCredentials(asked, context());
      return check.ok ? 'ok' : check.reason;
    },
    discover: async () => (await collectUnits(adapter, credentials, context())).map(({ unit_id }) => unit_id),
    change: (facts) => {
      clock.advance(1_000);
      control.setState(test_vin, facts);
    },
    read,
    parts: async () => {
      await read();
      return [...names];
    },
    readWithout: async (part) => {
      await readNews();
      // What the notes remember of it would speak in its stead.
      unit.notes = {};
      left_out = part;
      try {
        return await read();
      } finally {
        left_out = undefined;
      }
    },
    send: (capability, more = {}) => {
      const order = {
        command_id: more.command_id ?? 'C1',
        capability,
        expires_at: more.expires_at ?? new Date(clock.now() + 60_000).toISOString(),
      };
      return noting(adapter.sendCommand(credentials, unit, order, context()));
    },
    lateWords: async () => {
      control.release();
      await readNews();
      return late_words;
    },
    spoil: (fault) => {
      const apply = faults[fault];
      if (!apply) throw new Error(`The fake cannot show "${fault}"`);
      apply();
    },
    orders: () => control.requests.filter(({ kind }) => kind === 'command').map(({ method, path }) => `${method} ${path}`),
    acts: () => control.actuations.map(({ command }) => command),
    lose: fake.close,
    secret: account.secret,
    restart: async () => {
      contexts.push(createAdapterContext(adapter.brand, clock.now, { longest_call_ms: patience_ms }));
    },
    told: () => [...contexts.flatMap(({ log_lines }) => log_lines), ...support].join('\n'),
    http: {
      injectFault: control.injectFault,
      ask: async () => {
        await noting(collectUnits(adapter, credentials, context()));
        return undefined;
      },
    },
    close: async () => {
      await account.end();
      await Promise.all(contexts.map(({ close }) => close()));
    },
  };
};

export const conformance: ConformanceDescriptor<HttpAdapter> = {
  adapter: mercedes_benz_adapter,
  state_by: 'the vendor’s Kafka log',
  success_by: 'result on the stream',
  discovery: 'list',
  refusal: 'setup',
  start: startRig,
  always: { windows_status: 'CLOSED', trunk_status: 'CLOSED' },
  // Two doors, two odometers and two couplers, any of which speaks.
  redundant: ['doors_status', 'mileage_in_kilometers', 'charging_adapter_status'],
  answers: [
    { fault: { kind: 'status', status: 400 }, read: 'vendor', command: 'vendor' },
    { fault: { kind: 'status', status: 403 }, read: 'rejected', command: 'rejected' },
    { fault: { kind: 'status', status: 403, body: { type: '/vehicle/blacklist', vins: [test_vin] } }, command: 'setup' },
    { fault: { kind: 'status', status: 404, body: { command: 'rental-start' } }, command: 'unsupported' },
    { fault: { kind: 'status', status: 404, body: { vin: test_vin } }, command: 'setup' },
    { fault: { kind: 'status', status: 503 }, read: 'limited' },
    { fault: { kind: 'status_after_acting', status: 503 }, command: 'unknown', acts: 1 },
  ],
};
