import type { PlanVerdict } from '#lib/contract/command-plans.ts';
import type { StatusDisplay } from '#lib/display/tone.ts';
import type { Text } from '#lib/messages/text.ts';

/** How each verdict is marked and named. */
export const verdict_looks: Record<PlanVerdict, Pick<StatusDisplay, 'label' | 'tone' | 'shape'>> = {
  READY: { label: 'Ready', tone: 'ok', shape: 'check' },
  MOVING: { label: 'Moving', tone: 'accent', shape: 'arrow' },
  OFFLINE: { label: 'Offline', tone: 'neutral', shape: 'ring' },
  BUSY: { label: 'Busy with another command', tone: 'accent', shape: 'half' },
  NOT_SUPPORTED: { label: 'Lacks this command', tone: 'neutral', shape: 'dash' },
  NOT_ALLOWED: { label: 'Not allowed, for example while its setup is unfinished', tone: 'warning', shape: 'triangle' },
};

/** `31 ready`, `1 lacks it`: a part of the plan's sentence. */
export const verdictCount = (verdict: PlanVerdict, count: number, text: Text): string => {
  const { t } = text;
  const says: Record<PlanVerdict, string> = {
    READY: t('{count} ready', { count }),
    MOVING: t('{count} moving', { count }),
    OFFLINE: t('{count} offline', { count }),
    BUSY: t('{count} busy', { count }),
    NOT_SUPPORTED: text.count(count, '1 lacks it', '{count} lack it'),
    NOT_ALLOWED: t('{count} not allowed', { count }),
  };
  return says[verdict];
};
