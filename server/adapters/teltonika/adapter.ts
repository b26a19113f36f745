import type { SocketAdapter } from '../port.ts';
import type { CommandTimeouts } from './command-runner.ts';
import { createTeltonikaSession } from './session.ts';
import { brand } from './translate.ts';

export const createTeltonikaAdapter = (timeouts: Partial<CommandTimeouts> = {}): SocketAdapter => ({
  brand,
  createSession: (io) => createTeltonikaSession(io, { answer_timeout_ms: 30_000, confirm_timeout_ms: 60_000, ...timeouts }),
  limits: { max_buffer_bytes: 65_536, idle_timeout_ms: 35 * 60_000, identify_timeout_ms: 30_000 },
});

export const teltonika_adapter: SocketAdapter = createTeltonikaAdapter();
