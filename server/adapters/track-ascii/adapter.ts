import type { SocketAdapter } from '../port.ts';
import type { TrackTimeouts } from './command-desk.ts';
import type { TrackDialect } from './dialect.ts';
import { createTrackSession } from './session.ts';

/** The adapter of a brand whose units speak @Track in ASCII. */
export const createTrackAdapter = (dialect: TrackDialect, timeouts: Partial<TrackTimeouts>): SocketAdapter => ({
  brand: dialect.brand,
  createSession: (io) => createTrackSession(io, dialect, { answer_timeout_ms: 30_000, confirm_timeout_ms: 60_000, ...timeouts }),
  limits: { max_buffer_bytes: 65_536, idle_timeout_ms: 35 * 60_000, identify_timeout_ms: 30_000 },
});
