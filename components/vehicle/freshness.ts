import type { StatusDisplay } from '#lib/display.ts';

/** How far a value may be trusted by its age, measured against the silence that the brand of the unit allows. */
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
} as const satisfies Record<string, StatusDisplay>;
export type Freshness = keyof typeof freshness_texts;

const minute_ms = 60_000;

/** `silence_in_minutes`: silence after which the brand's units count as offline; half of it is the usual pause between reports. */
export const freshnessOf = (age_ms: number, silence_in_minutes: number, offline: boolean): Freshness => {
  const silence_ms = silence_in_minutes * minute_ms;
  if (age_ms <= silence_ms / 2) return 'fresh';
  if (offline) return 'silent';
  return age_ms <= silence_ms ? 'due' : 'overdue';
};
