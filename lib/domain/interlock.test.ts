import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from './command.ts';
import { interlockRefusal, staleRefusal } from './interlock.ts';
import type { VehicleState } from './vehicle-state.ts';

const car = { ignition_is_driving_enabled: false };
const scooter = { ignition_is_driving_enabled: true };
const long_ago = '2020-01-01T00:00:00.000Z';

const stateOf = (values: {
  speed?: number | undefined;
  gnss_speed?: number | undefined;
  ignition?: 'ON' | 'OFF' | undefined;
}): VehicleState => ({
  ...(values.speed !== undefined && { speed_in_kilometers_per_hour: { timestamp: long_ago, value: values.speed } }),
  ...(values.gnss_speed !== undefined && {
    gnss_speed_over_ground_in_kilometers_per_hour: { timestamp: long_ago, value: values.gnss_speed },
  }),
  ...(values.ignition && { ignition: { timestamp: long_ago, value: values.ignition } }),
});

const immobilise = commands.DISABLE_DRIVING;
const lock = commands.LOCK_CENTRAL_LOCK;

describe('the motion rule', () => {
  it('refuses while the vehicle moves, however old the news of it', () => {
    expect(interlockRefusal(immobilise, car, stateOf({ speed: 1 }))).toContain('1 km/h');
    expect(interlockRefusal(lock, car, stateOf({ speed: 50 }))).toContain('50 km/h');
    expect(interlockRefusal(lock, scooter, stateOf({ speed: 0.5 }))).toBeDefined();
  });

  it('takes the speed over ground where it is the newer one, or the only one', () => {
    expect(interlockRefusal(immobilise, car, stateOf({ gnss_speed: 7 }))).toContain('7 km/h');
    expect(interlockRefusal(immobilise, car, stateOf({ speed: 0, gnss_speed: 7 }))).toBeUndefined();
    const newer = { gnss_speed_over_ground_in_kilometers_per_hour: { timestamp: '2020-01-01T00:00:01.000Z', value: 50 } };
    expect(interlockRefusal(immobilise, car, { ...stateOf({ speed: 0 }), ...newer })).toContain('50 km/h');
  });

  it('refuses to immobilise with the ignition on, where that is a signal of its own', () => {
    expect(interlockRefusal(immobilise, car, stateOf({ speed: 0, ignition: 'ON' }))).toContain('ignition');
    expect(interlockRefusal(immobilise, scooter, stateOf({ speed: 0, ignition: 'ON' }))).toBeUndefined();
    expect(interlockRefusal(lock, car, stateOf({ speed: 0, ignition: 'ON' }))).toBeUndefined();
  });

  it('has nothing against a standing vehicle, an unknown one, or a command without the rule', () => {
    expect(interlockRefusal(immobilise, car, stateOf({ speed: 0, ignition: 'OFF' }))).toBeUndefined();
    expect(interlockRefusal(immobilise, car, {})).toBeUndefined();
    expect(interlockRefusal(commands.UNLOCK_CENTRAL_LOCK, car, stateOf({ speed: 90, ignition: 'ON' }))).toBeUndefined();
  });

  it('lets nothing pass that moves or, for immobilising, has its ignition on', () => {
    const speed = fc.option(fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 250, noNaN: true })), { nil: undefined });
    const values = fc.record({
      speed,
      gnss_speed: speed,
      ignition: fc.option(fc.constantFrom('ON' as const, 'OFF' as const), { nil: undefined }),
    });
    fc.assert(
      fc.property(values, fc.constantFrom(immobilise, lock), fc.constantFrom(car, scooter), (given, command, model) => {
        const moves = (given.speed ?? given.gnss_speed ?? 0) > 0;
        const runs = command === immobilise && given.ignition === 'ON' && model === car;
        expect(interlockRefusal(command, model, stateOf(given)) !== undefined).toBe(moves || runs);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the rule of the fresh state', () => {
  const now_ms = Date.parse('2026-01-01T00:01:00.000Z');
  const at = (seconds: number) => new Date(now_ms - seconds * 1000).toISOString();
  const standing = (speed_age: number, ignition_age: number): VehicleState => ({
    speed_in_kilometers_per_hour: { timestamp: at(speed_age), value: 0 },
    ignition: { timestamp: at(ignition_age), value: 'OFF' },
  });

  it('takes values up to a minute old, and judges by the older one', () => {
    expect(staleRefusal(immobilise, car, standing(60, 60), now_ms)).toBeUndefined();
    expect(staleRefusal(immobilise, car, standing(60.001, 0), now_ms)).toContain('too old');
    expect(staleRefusal(immobilise, car, standing(0, 61), now_ms)).toContain('too old');
  });

  it('looks at the ignition only where it is a signal of its own', () => {
    expect(staleRefusal(immobilise, scooter, standing(0, 3600), now_ms)).toBeUndefined();
  });

  it('refuses a vehicle of which nothing is known', () => {
    expect(staleRefusal(immobilise, car, {}, now_ms)).toBeDefined();
  });

  it('is for immobilising alone', () => {
    expect(staleRefusal(lock, car, standing(3600, 3600), now_ms)).toBeUndefined();
    expect(staleRefusal(commands.ENABLE_DRIVING, car, {}, now_ms)).toBeUndefined();
  });
});
