/** An adapter over HTTP against its fake, as the suite's rig. */
import { Secret } from '#lib/domain/secret.ts';
import type { UnitRef, VehicleModel } from '#lib/domain/telematics.ts';
import type { Actuation } from '../../../e2e/fakes/fake-vehicle.ts';
import type { AlterAnswer, HttpFakeRequest } from '../../../e2e/fakes/http-fake.ts';
import type { CallKind, HttpFault } from '../../../e2e/fakes/http-fault.ts';
import { AdapterFailure, type Credentials, type HttpAdapter } from '../port.ts';
import { collectUnits, createAdapterContext, createTestClock } from '../test-context.ts';
import type { CheckWord, Facts, OrderFault, Rig } from './rig.fixture.ts';

export interface RigFake {
  listen(): Promise<string>;
  close(): Promise<void>;
  control: {
    requests: readonly HttpFakeRequest[];
    actuations: readonly Actuation[];
    injectFault(fault: HttpFault, calls?: number, only?: CallKind): void;
    alterAnswers(alter: AlterAnswer | undefined): void;
    setState(unit_id: string, change: Facts): void;
  };
}

export interface HttpRigParts {
  adapter: HttpAdapter;
  model: VehicleModel;
  unit_id: string;
  createFake(clock: () => number): RigFake;
  /** Fields of the credentials beside the address; `secret` names the secret one. */
  values: Record<string, string>;
  secret: { field: string; value: string };
  settings?: UnitRef['settings'];
  refusal: HttpFault;
}

/** A busy machine must not look like a silent vendor. */
export const patience_ms = 1_500;
const late_ms = 2_000;

const http_faults = (refusal: HttpFault): Partial<Record<OrderFault, HttpFault>> => ({
  ignored: { kind: 'black_hole' },
  unanswered: { kind: 'silent_after_acting' },
  late: { kind: 'delay', ms: late_ms },
  cut_off: { kind: 'reset_after_acting' },
  refused: refusal,
  pretended: { kind: 'no_effect' },
});

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** JSON Pointers of all leaves. */
const leavesOf = (value: unknown, at = ''): string[] =>
  isJson(value) ? Object.entries(value).flatMap(([name, member]) => leavesOf(member, `${at}/${name}`)) : [at];

const without = (body: unknown, pointer: string): unknown => {
  const copy = structuredClone(body);
  const steps = pointer.split('/').slice(1);
  const last = steps.pop();
  const place = steps.reduce<unknown>((value, step) => (isJson(value) ? value[step] : undefined), copy);
  if (last !== undefined && isJson(place)) delete place[last];
  return copy;
};

export const startHttpRig = async (parts: HttpRigParts): Promise<Rig> => {
  const { adapter, model, unit_id, secret } = parts;
  const clock = createTestClock();
  const fake = parts.createFake(clock.now);
  const { control } = fake;
  const base_url = await fake.listen();
  const limits = { total_timeout_ms: patience_ms, longest_call_ms: patience_ms, half_open_after_ms: 1 };
  const contexts = [createAdapterContext(adapter.brand, clock.now, limits)];
  const support: string[] = [];
  const context = () => {
    const newest = contexts.at(-1);
    if (!newest) throw new Error('no context');
    return newest.context;
  };
  const credentialsWith = (value: string, revision: number): Credentials => ({
    id: 'one',
    values: { ...parts.values, base_url, [secret.field]: new Secret(value) },
    revision,
  });
  const right = credentialsWith(secret.value, 1);
  const unit: UnitRef = { unit_id, model, settings: parts.settings ?? {} };

  /** Keeps what a failure says to support, which must hold no secret either. */
  const noting = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      if (error instanceof AdapterFailure) support.push(error.message, error.vendor_detail ?? '');
      throw error;
    }
  };
  const fetchState = async () => {
    if (!adapter.fetchState) throw new Error('The brand cannot be asked for a state; it needs a rig of its own.');
    return noting(adapter.fetchState(right, unit, context()));
  };

  return {
    unit,
    clock: clock.now,
    check: async (which): Promise<CheckWord> => {
      const check = await adapter.verifyCredentials(which === 'right' ? right : credentialsWith('a-wrong-guess', 2), context());
      return check.ok ? 'ok' : check.reason;
    },
    ...(adapter.discoverUnits && {
      discover: async () => (await collectUnits(adapter, right, context())).map(({ unit_id: found }) => found),
    }),
    change: (facts) => {
      clock.advance(1_000);
      control.setState(unit_id, facts);
    },
    read: async () => [await fetchState()],
    parts: async () => {
      const found = new Set<string>();
      control.alterAnswers((body) => {
        for (const leaf of leavesOf(body)) found.add(leaf);
        return body;
      });
      await fetchState();
      control.alterAnswers(undefined);
      return [...found];
    },
    readWithout: async (part) => {
      control.alterAnswers((body) => without(body, part));
      try {
        return [await fetchState()];
      } finally {
        control.alterAnswers(undefined);
      }
    },
    send: (capability, more = {}) => {
      const order = {
        command_id: more.command_id ?? 'C1',
        capability,
        expires_at: more.expires_at ?? new Date(clock.now() + 60_000).toISOString(),
      };
      return noting(adapter.sendCommand(right, unit, order, context()));
    },
    lateWords: async () => [],
    spoil: (fault) => {
      const as_http = http_faults(parts.refusal)[fault];
      if (!as_http) throw new Error(`HTTP cannot show "${fault}"`);
      control.injectFault(as_http, 1, 'command');
    },
    orders: () => control.requests.filter(({ kind }) => kind === 'command').map(({ method, path, body }) => `${method} ${path} ${body}`),
    acts: () => control.actuations.map(({ command }) => command),
    lose: fake.close,
    secret: secret.value,
    restart: async () => {
      const before = contexts.at(-1);
      contexts.push(createAdapterContext(adapter.brand, clock.now, limits));
      await before?.close();
    },
    told: () => [...contexts.flatMap(({ log_lines }) => log_lines), ...support].join('\n'),
    http: { injectFault: control.injectFault, ask: fetchState },
    close: async () => {
      await fake.close();
      await contexts.at(-1)?.close();
    },
  };
};
