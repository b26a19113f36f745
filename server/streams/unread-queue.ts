import { announced_after_ms, dropped_after_ms, warned_after_ms } from '#lib/domain/event-consumer.ts';
import type { ConsumerQueueRow } from '#server/store/event-consumers.ts';

export type Known = Pick<ConsumerQueueRow, 'taken' | 'unread_since' | 'announced_at' | 'measured_at'>;

export interface Judgement {
  unread_since: string | null;
  announced_at: string | null;
  verdict: 'KEEP' | 'ANNOUNCE' | 'DROP';
}

/** A time without measurements does not count against a consumer: gateway or broker may have been away, so nothing could be read. */
const longest_gap_ms = 3_600_000;

const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * Whether a queue is read. Something waits in it and nothing was acknowledged since: that is told to the fleet after two days and ends it after three,
 * never less than a day after it was told. A count that fell is that of a broker which began anew, and proves nothing.
 */
export const judgeQueue = (known: Known, reading: { messages: number; taken: number }, now_ms: number): Judgement => {
  if (reading.messages === 0) return { unread_since: null, announced_at: null, verdict: 'KEEP' };
  if (known.unread_since === null || reading.taken > known.taken) return { unread_since: iso(now_ms), announced_at: null, verdict: 'KEEP' };
  const gap_ms = known.measured_at ? now_ms - Date.parse(known.measured_at) : 0;
  const not_counted_ms = gap_ms > longest_gap_ms ? gap_ms : 0;
  const since_ms = Math.min(now_ms, Date.parse(known.unread_since) + not_counted_ms);
  const announced_ms = known.announced_at === null ? undefined : Math.min(now_ms, Date.parse(known.announced_at) + not_counted_ms);
  const told = { unread_since: iso(since_ms), announced_at: announced_ms === undefined ? null : iso(announced_ms) };
  const age_ms = now_ms - since_ms;
  if (announced_ms === undefined)
    return age_ms >= announced_after_ms ? { ...told, announced_at: iso(now_ms), verdict: 'ANNOUNCE' } : { ...told, verdict: 'KEEP' };
  const is_over = age_ms >= dropped_after_ms && now_ms - announced_ms >= warned_after_ms;
  return { ...told, verdict: is_over ? 'DROP' : 'KEEP' };
};
