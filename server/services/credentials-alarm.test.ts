import { expect, it } from 'vitest';
import { credentialsAlarm } from './installation-health.ts';

const well = { status: 'VALID', consecutive_failures: 0 };
const use = { credentials_id: 'one', breaker: 'CLOSED' } as const;

it('credentials that work raise no alarm', () => {
  expect(credentialsAlarm(well)).toBeUndefined();
  expect(credentialsAlarm(well, use, { breaker: 'CLOSED' })).toBeUndefined();
  expect(credentialsAlarm({ ...well, consecutive_failures: 2 }, use, { breaker: 'HALF_OPEN' })).toBeUndefined();
});

it.each([
  ['REFUSED', { status: 'INVALID', consecutive_failures: 9 }, use, 'OPEN'],
  ['FAILING', { ...well, consecutive_failures: 3 }, use, 'CLOSED'],
  ['UNREACHABLE', well, { ...use, paused_until: '2030-01-01T00:00:00.000Z' }, 'OPEN'],
  ['UNREACHABLE', { ...well, consecutive_failures: 3 }, use, 'OPEN'],
  ['PAUSED', well, { ...use, paused_until: '2030-01-01T00:00:00.000Z' }, 'CLOSED'],
  ['PAUSED', well, { ...use, breaker: 'OPEN' }, 'CLOSED'],
] as const)('%s', (alarm, row, used, breaker) => {
  expect(credentialsAlarm(row, used, { breaker })).toBe(alarm);
});
