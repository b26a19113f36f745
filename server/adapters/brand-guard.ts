/**
 * What all calls to one brand share: its connection pool, its bulkhead and its breakers. Brands share nothing, so that one vendor's outage
 * cannot reach another (promise P10). Breaker per brand for broken exchanges, unreadable
 * answers and 5xx, per credentials for 401, 403 and 429.
 */
import {
  BrokenCircuitError,
  type BulkheadPolicy,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  CountBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import { Agent, buildConnector, type Client } from 'undici';
import type { BoundFigures } from '#lib/domain/process-figures.ts';
import { type CallFigures, createCallCounts } from './call-counts.ts';
import { publicLookup } from './egress.ts';
import type { HttpAnswer } from './http-port.ts';
import { AdapterFailure } from './port.ts';
import { type RateLimitLeft, readRateLimit } from './rate-limit-left.ts';
import { askedPause } from './retry-after.ts';

export interface GuardLimits {
  connect_timeout_ms: number;
  headers_timeout_ms: number;
  total_timeout_ms: number;
  /** No call lasts longer, whatever it asks for. */
  longest_call_ms: number;
  max_body_bytes: number;
  max_parallel: number;
  /** Of the brand's calls, with one set of credentials: a slow account leaves room to the others. */
  max_parallel_per_credentials: number;
  /** Calls beyond `max_parallel` that may wait for their turn. */
  max_waiting: number;
  half_open_after_ms: number;
  /** Pause of the credentials after a 429 that names no usable time. */
  default_pause_ms: number;
  longest_pause_ms: number;
}

export const default_guard_limits: GuardLimits = {
  connect_timeout_ms: 3_000,
  headers_timeout_ms: 10_000,
  total_timeout_ms: 20_000,
  longest_call_ms: 60_000,
  max_body_bytes: 1_048_576,
  max_parallel: 20,
  max_parallel_per_credentials: 20,
  max_waiting: 100,
  half_open_after_ms: 30_000,
  default_pause_ms: 5_000,
  longest_pause_ms: 300_000,
};

export interface BrandGuardOptions {
  clock?: () => number;
  limits?: Partial<GuardLimits>;
  /** Allows plain HTTP and private addresses: for fake vendors on this machine and in tests. */
  allow_private_addresses?: boolean;
}

export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

export interface GuardFigures extends CallFigures {
  breaker: BreakerState;
  running: number;
  waiting: number;
}

export interface CredentialsFigures {
  breaker: BreakerState;
  /** The vendor asked for a pause. */
  paused_until_ms: number | undefined;
  left: RateLimitLeft | undefined;
}

export interface BrandGuard {
  clock: () => number;
  limits: GuardLimits;
  allow_private_addresses: boolean;
  agent: Agent;
  connect: buildConnector.connector;
  socket_options: Client.Options;
  /** Runs one exchange under all limits; throws `limited` when it is not allowed to start or was answered 429. */
  run(credentials_id: string, call: () => Promise<HttpAnswer>): Promise<HttpAnswer>;
  figures(): GuardFigures;
  bounds(): BoundFigures[];
  credentialsFigures(credentials_id: string): CredentialsFigures | undefined;
  /** For replaced credentials: what the old secret did wrong no longer counts. */
  forgetCredentials(credentials_id: string): void;
  close(): Promise<void>;
}

/** An exchange that broke. `not_connected`: no byte of the request left us (name, connection or TLS failed). */
export class VendorFault extends Error {
  readonly progress: 'not_connected' | 'no_answer';

  constructor(progress: VendorFault['progress'], cause: unknown) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : 'unreadable failure', { cause });
    this.name = 'VendorFault';
    this.progress = progress;
  }
}

const isVendorFault = (error: unknown): boolean => error instanceof VendorFault;

/** A 504 speaks of one vehicle that did not answer its cloud, not of the cloud. */
const isOutage = ({ status, unreadable }: HttpAnswer): boolean => (status >= 500 && status !== 504) || unreadable === true;
const isRefusal = (answer: HttpAnswer): boolean => [401, 403, 429].includes(answer.status);

const createBrandBreaker = (half_open_after_ms: number) =>
  circuitBreaker(
    handleWhen((error) => error instanceof VendorFault).orWhenResult((answer) => isOutage(answer as HttpAnswer)),
    // 10 failures are more than half of any 19 calls, so a steady outage and a flapping one both open it within 10 failures.
    { halfOpenAfter: half_open_after_ms, breaker: new CountBreaker({ threshold: 0.5, size: 19, minimumNumberOfCalls: 5 }) },
  );

const createCredentialsBreaker = (half_open_after_ms: number) =>
  circuitBreaker(
    handleWhen(() => false).orWhenResult((answer) => isRefusal(answer as HttpAnswer)),
    { halfOpenAfter: half_open_after_ms, breaker: new ConsecutiveBreaker(10) },
  );

type Breaker = ReturnType<typeof createBrandBreaker>;

interface Gate {
  breaker: Breaker;
  slots: BulkheadPolicy;
  paused_until_ms: number;
  left: RateLimitLeft | undefined;
}

/** Accounts of one brand that are remembered at once; an idle one only loses what it did wrong. */
const most_gates = 10_000;

const breakerState = ({ state }: Breaker): BreakerState => {
  if (state === CircuitState.Closed) return 'CLOSED';
  return state === CircuitState.HalfOpen ? 'HALF_OPEN' : 'OPEN';
};

/** A half-open breaker lets one probe through; the others are turned away at once instead of waiting for its end. */
const executeOrRefuse = <T>(breaker: Breaker, call: () => Promise<T>): Promise<T> => {
  if (breaker.state === CircuitState.HalfOpen) throw new BrokenCircuitError();
  return breaker.execute(call);
};

export const createBrandGuard = (options: BrandGuardOptions = {}): BrandGuard => {
  const limits = { ...default_guard_limits, ...options.limits };
  const clock = options.clock ?? Date.now;
  const allow_private_addresses = options.allow_private_addresses ?? false;
  const connect = buildConnector({
    timeout: limits.connect_timeout_ms,
    allowH2: false,
    rejectUnauthorized: true,
    ...(!allow_private_addresses && { lookup: publicLookup }),
  });
  const socket_options = { maxResponseSize: limits.max_body_bytes };
  const agent = new Agent({ ...socket_options, connect, connections: limits.max_parallel });
  const slots = bulkhead(limits.max_parallel, limits.max_waiting);
  const brand_breaker = createBrandBreaker(limits.half_open_after_ms);
  const credentials = new Map<string, Gate>();
  const counts = createCallCounts(clock);

  const gateOf = (credentials_id: string): Gate => {
    const gate = credentials.get(credentials_id) ?? {
      breaker: createCredentialsBreaker(limits.half_open_after_ms),
      slots: bulkhead(limits.max_parallel_per_credentials, limits.max_waiting),
      paused_until_ms: 0,
      left: undefined,
    };
    // In the order of use: the first is the one that has been idle longest.
    credentials.delete(credentials_id);
    credentials.set(credentials_id, gate);
    const [idle] = credentials.size > most_gates ? credentials.keys() : [];
    if (idle !== undefined) credentials.delete(idle);
    return gate;
  };

  const limited = (message: string, retry_after_ms: number, cause?: unknown) =>
    new AdapterFailure('limited', message, { retry_after_ms, cause });

  return {
    clock,
    limits,
    allow_private_addresses,
    agent,
    connect,
    socket_options,
    async run(credentials_id, call) {
      const gate = gateOf(credentials_id);
      const remaining_ms = gate.paused_until_ms - clock();
      if (remaining_ms > 0) throw limited('The vendor asked us to wait', remaining_ms);
      try {
        const answer = await executeOrRefuse(gate.breaker, () =>
          gate.slots.execute(() => executeOrRefuse(brand_breaker, () => slots.execute(() => counts.count(call, isOutage, isVendorFault)))),
        );
        gate.left = readRateLimit(answer.headers, clock()) ?? gate.left;
        if (answer.status !== 429) return answer;
        const asked_ms = askedPause(answer, clock()) ?? limits.default_pause_ms;
        const pause_ms = Math.min(asked_ms, limits.longest_pause_ms);
        gate.paused_until_ms = Math.max(gate.paused_until_ms, clock() + pause_ms);
        throw limited('The vendor limits our calls', pause_ms);
      } catch (error) {
        if (error instanceof BrokenCircuitError)
          throw limited('Calls are paused after repeated failures', limits.half_open_after_ms, error);
        if (error instanceof BulkheadRejectedError) throw limited('Too many calls are waiting', limits.default_pause_ms, error);
        throw error;
      }
    },
    figures: () => ({
      ...counts.figures(),
      breaker: breakerState(brand_breaker),
      running: limits.max_parallel - slots.executionSlots,
      waiting: limits.max_waiting - slots.queueSlots,
    }),
    bounds: () => [
      { name: 'calls that wait for', used: limits.max_waiting - slots.queueSlots, bound: limits.max_waiting },
      { name: 'accounts known to', used: credentials.size, bound: most_gates },
    ],
    credentialsFigures: (credentials_id) => {
      const gate = credentials.get(credentials_id);
      if (!gate) return undefined;
      const { breaker, left, paused_until_ms } = gate;
      return { breaker: breakerState(breaker), left, paused_until_ms: paused_until_ms > clock() ? paused_until_ms : undefined };
    },
    forgetCredentials: (credentials_id) => void credentials.delete(credentials_id),
    close: () => agent.destroy(),
  };
};
