import type { Tone } from '#lib/display.ts';

/** Written out in full, since the style sheet is made from the class names found in the source. */
export const tone_classes: Record<Tone, { mark: string; ink: string; soft: string; fill: string }> = {
  neutral: { mark: 'text-neutral', ink: 'text-neutral-ink', soft: 'bg-neutral-soft', fill: 'bg-neutral' },
  accent: { mark: 'text-accent', ink: 'text-accent-ink', soft: 'bg-accent-soft', fill: 'bg-accent' },
  ok: { mark: 'text-ok', ink: 'text-ok-ink', soft: 'bg-ok-soft', fill: 'bg-ok' },
  warning: { mark: 'text-warning', ink: 'text-warning-ink', soft: 'bg-warning-soft', fill: 'bg-warning' },
  danger: { mark: 'text-danger', ink: 'text-danger-ink', soft: 'bg-danger-soft', fill: 'bg-danger' },
  moving: { mark: 'text-moving', ink: 'text-moving-ink', soft: 'bg-moving-soft', fill: 'bg-moving' },
  idle: { mark: 'text-idle', ink: 'text-idle-ink', soft: 'bg-idle-soft', fill: 'bg-idle' },
  parked: { mark: 'text-parked', ink: 'text-parked-ink', soft: 'bg-parked-soft', fill: 'bg-parked' },
  charging: { mark: 'text-charging', ink: 'text-charging-ink', soft: 'bg-charging-soft', fill: 'bg-charging' },
  alarm: { mark: 'text-alarm', ink: 'text-alarm-ink', soft: 'bg-alarm-soft', fill: 'bg-alarm' },
  offline: { mark: 'text-offline', ink: 'text-offline-ink', soft: 'bg-offline-soft', fill: 'bg-offline' },
};
