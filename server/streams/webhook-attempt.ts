import type { NewDelivery } from '#server/store/webhook-deliveries.ts';
import type { Attempt } from './webhook-sender.ts';

const second_ms = 1000;
const minute_ms = 60 * second_ms;
const hour_ms = 60 * minute_ms;

/** Waits between the tries of one delivery; after the last one the webhook is given up. */
export const retry_delays_ms = [
  5 * second_ms,
  5 * minute_ms,
  30 * minute_ms,
  2 * hour_ms,
  5 * hour_ms,
  10 * hour_ms,
  14 * hour_ms,
  20 * hour_ms,
  24 * hour_ms,
];

type Outcome = Pick<
  NewDelivery,
  'status' | 'attempts' | 'next_attempt_at' | 'last_attempt_at' | 'response_status' | 'error' | 'duration_ms'
>;

/** What a delivery becomes by its next attempt. Only 2xx is a success; a redirect is not followed and counts as refusal. */
export const judgeAttempt = (attempts_before: number, attempt: Attempt, now_ms: number): Outcome => {
  const { response_status } = attempt;
  const told = { ...attempt, attempts: attempts_before + 1, last_attempt_at: new Date(now_ms).toISOString() };
  if (response_status !== null && response_status >= 200 && response_status < 300)
    return { ...told, status: 'DELIVERED', next_attempt_at: null };
  const delay_ms = response_status === 410 ? undefined : retry_delays_ms[attempts_before];
  if (delay_ms === undefined) return { ...told, status: 'FAILED', next_attempt_at: null };
  return { ...told, status: 'PENDING', next_attempt_at: new Date(now_ms + delay_ms).toISOString() };
};

/** Why a webhook is to be switched off after this, if it is. */
export const reasonToDisable = ({
  status,
  response_status,
}: Pick<Outcome, 'status' | 'response_status'>): 'GONE' | 'FAILED' | undefined => {
  if (response_status === 410) return 'GONE';
  return status === 'FAILED' ? 'FAILED' : undefined;
};
