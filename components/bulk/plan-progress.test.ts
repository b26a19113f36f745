import { expect, it } from 'vitest';
import { commandEntry } from '#components/commands/command.fixture.ts';
import type { CommandPlan } from '#lib/contract/command-plans.ts';
import { byVerdict, further, tallyPlan, withEntries } from './plan-progress.ts';

const plan: CommandPlan = {
  id: '01JA0B7NAB4D0R5XW1E8ZT3QHM',
  command: 'UNLOCK_CENTRAL_LOCK',
  created_at: '2026-05-18T21:58:00.000Z',
  expires_at: '2026-05-18T22:08:00.000Z',
  items: [
    { vehicle_id: 'A', verdict: 'READY', status: 'REQUESTED' },
    { vehicle_id: 'B', verdict: 'MOVING' },
    { vehicle_id: 'C', verdict: 'READY', status: 'REQUESTED' },
  ],
};
const entry = (vehicle_id: string, more: object = {}) => commandEntry({ vehicle_id, plan_id: plan.id, ...more });
const statusOf = ({ items }: CommandPlan, id: string) => items.find(({ vehicle_id }) => vehicle_id === id)?.status;

it('groups by verdict, the ready ones first, without empty groups', () => {
  expect(byVerdict(plan).map(([verdict, items]) => [verdict, items.length])).toEqual([
    ['READY', 2],
    ['MOVING', 1],
  ]);
});

it('takes up what the stream tells of its own commands alone', () => {
  const told = withEntries(plan, [
    entry('A', { status: 'FAILED', problem_type: '/problems/telematics-unit/error' }),
    commandEntry({ vehicle_id: 'C', status: 'SUCCEEDED' }),
  ]);
  expect(told.items[0]).toMatchObject({ status: 'FAILED', problem_type: '/problems/telematics-unit/error' });
  expect(statusOf(told, 'C')).toBe('REQUESTED');
  expect(withEntries(plan, [entry('A', { plan_id: 'other' })])).toBe(plan);
});

it('never goes back, whichever source is late', () => {
  const done = withEntries(plan, [entry('A', { status: 'SUCCEEDED' })]);
  expect(statusOf(withEntries(done, [entry('A', { status: 'DISPATCHING' })]), 'A')).toBe('SUCCEEDED');
  expect(statusOf(further(done, plan), 'A')).toBe('SUCCEEDED');
  expect(statusOf(further(plan, done), 'A')).toBe('SUCCEEDED');
  const { items, ...rest } = plan;
  const unsent = { ...rest, items: items.map(({ status: _, ...item }) => item) };
  expect(further(unsent, plan)).toEqual(plan);
});

it('settles an unknown outcome later, and drops the problem with it', () => {
  const unknown = withEntries(plan, [entry('A', { status: 'UNKNOWN', problem_type: '/problems/vehicle/command-outcome-unknown' })]);
  const settled = withEntries(unknown, [entry('A', { status: 'SUCCEEDED' })]);
  expect(settled.items[0]).toEqual({ vehicle_id: 'A', verdict: 'READY', status: 'SUCCEEDED', command_id: expect.any(String) });
});

it('counts how the vehicles that were sent to fare', () => {
  const told = withEntries(plan, [entry('A', { status: 'UNKNOWN' })]);
  expect(tallyPlan(told)).toEqual({ sent_to: 2, done: 0, failed: 0, unknown: 1, under_way: 1 });
});
