/** What a process says of itself every few seconds, and screens and Prometheus read. Web and gateway share nothing but the row it lies in. */
import { z } from 'zod';

export const BreakerState = z.enum(['CLOSED', 'OPEN', 'HALF_OPEN']);

/** Something that grows with the work, with what it may grow to. */
export const BoundFigures = z.object({ name: z.string(), used: z.number(), bound: z.number() });
export type BoundFigures = z.infer<typeof BoundFigures>;

export const BrandFigures = z.object({
  brand: z.string(),
  breaker: BreakerState,
  /** Of the last five minutes. */
  calls: z.number(),
  failures: z.number(),
  p90_ms: z.number().optional(),
  running: z.number(),
  waiting: z.number(),
  last_success_at: z.string().optional(),
  last_failure_at: z.string().optional(),
  polled_vehicles: z.number(),
  /** How long the poll that is most behind is due. */
  poll_lag_seconds: z.number(),
});
export type BrandFigures = z.infer<typeof BrandFigures>;

export const CredentialsUse = z.object({
  credentials_id: z.string(),
  breaker: BreakerState,
  paused_until: z.string().optional(),
  limit: z.number().optional(),
  remaining: z.number().optional(),
  resets_at: z.string().optional(),
});
export type CredentialsUse = z.infer<typeof CredentialsUse>;

export const ListenerFigures = z.object({
  brand: z.string(),
  port: z.number(),
  connections: z.number(),
  unidentified: z.number(),
  refused: z.number(),
  malformed: z.number(),
  /** Second connections of units that were connected. */
  duplicates: z.number().default(0),
});
export type ListenerFigures = z.infer<typeof ListenerFigures>;

export const ProcessFigures = z.object({
  version: z.string(),
  memory_in_bytes: z.number(),
  /** Of the last seconds: 99 of 100 turns of the event loop began within this time of when they were due. */
  event_loop_delay_ms: z.number(),
  bounds: z.array(BoundFigures),
  brands: z.array(BrandFigures),
  credentials: z.array(CredentialsUse),
  listeners: z.array(ListenerFigures),
  /** Of a gateway among several: its name, and how much of the work it holds. */
  office: z.object({ name: z.string(), leases: z.number(), units: z.number() }).optional(),
  /** Duties that read the logs of all fleets, and how many events they have yet to pass. */
  readers: z.array(z.object({ name: z.string(), waiting_events: z.number() })).optional(),
  /** Totals since the start. */
  ingest: z.record(z.string(), z.number()),
});
export type ProcessFigures = z.infer<typeof ProcessFigures>;
/** What differs between kinds of processes. */
export type OwnFigures = Partial<Omit<ProcessFigures, 'version' | 'memory_in_bytes' | 'event_loop_delay_ms'>>;
