import type { StatusDisplay } from '#lib/display.ts';
import { type Freshness, freshnessAt, freshnessInstants, type Pace } from '#lib/domain/freshness.ts';

/** How far a value may be trusted by its age, measured against what its model usually does. */
export const freshness_texts = {
  fresh: { label: 'Fresh', tone: 'ok', shape: 'disc', hint: 'Measured within the time this unit usually needs between two reports.' },
  due: { label: 'Due', tone: 'neutral', shape: 'half', hint: 'A newer value is expected soon.' },
  overdue: {
    label: 'Overdue',
    tone: 'warning',
    shape: 'ring',
    hint: 'Older than this unit should let pass; the vehicle may have changed since.',
  },
  silent: { label: 'Silent', tone: 'offline', shape: 'cross', hint: 'The vehicle is offline; this is the last known value.' },
} as const satisfies Record<Freshness, StatusDisplay>;

/** Of a value by its own age; of the vehicle by that of its last contact. */
export const freshnessOf = (at: string | undefined, pace: Pace, now_ms: number, offline: boolean): Freshness => {
  const instants = at === undefined ? undefined : freshnessInstants(Date.parse(at), pace);
  const by_age = freshnessAt(instants, now_ms);
  return offline && by_age !== 'fresh' ? 'silent' : by_age;
};
