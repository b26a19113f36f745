import type { CommandCapability } from '#lib/domain/command.ts';
import { createBrandGuard, type GuardLimits } from './brand-guard.ts';
import { createHttpClient } from './http-client.ts';
import {
  type AdapterContext,
  AdapterFailure,
  type CommandOrder,
  type Credentials,
  type DiscoveredUnit,
  type FailureKind,
  type HttpAdapter,
} from './port.ts';

/** A clock that stands still until it is moved. */
export const createTestClock = (start = '2024-06-10T06:13:20.000Z') => {
  let now_ms = Date.parse(start);
  return {
    now: () => now_ms,
    advance: (by_ms: number) => {
      now_ms += by_ms;
    },
  };
};

/** What an adapter gets from the gateway, with short patience and a log to look into. */
export const createAdapterContext = (brand: string, clock: () => number, limits: Partial<GuardLimits> = {}) => {
  const shared = createBrandGuard({ clock, allow_private_addresses: true, limits: { longest_call_ms: 400, ...limits } });
  const log_lines: string[] = [];
  const note = (fields: object, message: string) => void log_lines.push(JSON.stringify({ ...fields, message }));
  const context: AdapterContext = {
    clock,
    random: () => 0.5,
    http: createHttpClient({ brand, credentials_id: '01HZCREDENT1A1S00000000001', shared }),
    kafka: {
      open: async () => {
        throw new AdapterFailure('offline', 'This test has no message log');
      },
    },
    awaitResult: async () => undefined,
    log: { info: note, warn: note },
    flow_id: 'flow-1',
    cache: new Map(),
  };
  return { context, log_lines, close: shared.close };
};

export const createOrder = (capability: CommandCapability, clock: () => number): CommandOrder => ({
  command_id: '01HZC0MMAND000000000000001',
  capability,
  expires_at: new Date(clock() + 60_000).toISOString(),
});

/** The kind of failure that a call ends with; undefined when it succeeds. */
export const failureOf = async (call: Promise<unknown>): Promise<FailureKind | undefined> => {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof AdapterFailure) return error.kind;
    throw error;
  }
};

export const collectUnits = async (adapter: HttpAdapter, credentials: Credentials, context: AdapterContext): Promise<DiscoveredUnit[]> => {
  const found: DiscoveredUnit[] = [];
  for await (const unit of adapter.discoverUnits?.(credentials, context) ?? []) found.push(unit);
  return found;
};
