import { describe, expect, it } from 'vitest';
import { CommandStatus } from '#lib/domain/command-schema.ts';
import { commandEntry } from './command.fixture.ts';
import { commandOfEvent, isRunning, mergeCommands } from './command-entries.ts';

const steps = [
  commandEntry({ status: 'REQUESTED' }),
  commandEntry({ status: 'DISPATCHING', sent_at: '2026-11-20T12:00:00.200Z' }),
  commandEntry({ status: 'UNKNOWN', problem_type: '/problems/vehicle/command-outcome-unknown' }),
  commandEntry({ status: 'SUCCEEDED', finished_at: '2026-11-20T12:00:09.000Z', settled_by: 'STATE' }),
];

describe('merging what is known of commands', () => {
  it('ends with the furthest step in whatever order the sources arrive', () => {
    for (const order of [steps, [...steps].reverse(), [steps[3], steps[0], steps[2], steps[1]]]) {
      const [merged] = mergeCommands(
        [],
        order.filter((entry) => entry !== undefined),
      );
      expect(merged).toEqual(steps[3]);
    }
  });

  it('forgets the problem of an outcome that was settled', () => {
    expect(mergeCommands([steps[2] ?? commandEntry()], [steps[3] ?? commandEntry()])[0]?.problem_type).toBeUndefined();
  });

  it('keeps one entry per command, newest first, within the limit', () => {
    const other = commandEntry({ id: '01K0000000000000000000C002', requested_at: '2026-11-20T12:05:00.000Z' });
    expect(mergeCommands(steps, [other]).map(({ id }) => id)).toEqual([other.id, commandEntry().id]);
    expect(mergeCommands(steps, [other], 1).map(({ id }) => id)).toEqual([other.id]);
  });

  it('reads the command out of an event, and nothing out of other events', () => {
    const { vehicle_id, ...command } = commandEntry();
    expect(commandOfEvent({ vehicle_id, command })).toEqual(commandEntry());
    expect(commandOfEvent({ vehicle_id, property: 'ignition' })).toBeUndefined();
    expect(commandOfEvent({ command: { id: 'x' } })).toBeUndefined();
  });

  it('knows which statuses keep the vehicle busy', () => {
    const busy = CommandStatus.options.filter((status) => isRunning(commandEntry({ status })));
    expect(busy).toEqual(['REQUESTED', 'DISPATCHING', 'ACCEPTED']);
  });
});
