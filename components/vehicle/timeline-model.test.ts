import { describe, expect, it } from 'vitest';
import { commandEntry } from '#components/commands/command.fixture.ts';
import { logEntry } from '#components/events/event.fixture.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { EventType } from '#lib/domain/event.ts';
import { dayIn, flowCounts, groupByDay, timelineOf } from './timeline-model.ts';

const requested_at = '2026-11-20T12:00:02.000Z';
const flow_id = 'flow-of-command';
const told = (sequence: number, type: EventType, more: Partial<CommandLogEntry>) =>
  logEntry(sequence, { type, flow_id, data: { command: commandEntry({ requested_at, flow_id, ...more }) } });

const requested = told(2, 'CommandRequested', { status: 'REQUESTED' });
const sent = told(3, 'CommandProgressed', { status: 'DISPATCHING' });
const unknown = told(30, 'CommandExecuted', { status: 'UNKNOWN' });
const settled = told(90, 'CommandExecuted', { status: 'SUCCEEDED', settled_by: 'PERSON' });

describe('the timeline', () => {
  it('joins the events of a command into one entry at the moment it was asked for', () => {
    const entries = timelineOf([logEntry(10), unknown, sent, requested, logEntry(1)]);
    expect(entries.map(({ at }) => at)).toEqual(['2026-11-20T12:00:10.000Z', requested_at, '2026-11-20T12:00:01.000Z']);
    expect(entries[1]?.command?.status).toBe('UNKNOWN');
    expect(entries[1]?.initiated_by?.name).toBe('Maria Ortiz');
  });

  it('does not depend on the order or on repeats', () => {
    const events = [requested, sent, unknown, settled, logEntry(10)];
    expect(timelineOf([...events].reverse())).toEqual(timelineOf(events));
    expect(timelineOf([...events, ...events])).toEqual(timelineOf(events));
  });

  it('tells a settlement by a person apart, and not as the deed of whoever sent the command', () => {
    const [latest, original] = timelineOf([requested, unknown, settled]);
    expect(latest).toMatchObject({ at: settled.occurred_at, command: { settled_by: 'PERSON' } });
    expect(latest?.initiated_by).toBeUndefined();
    expect(original?.command?.status).toBe('UNKNOWN');
  });

  it('cuts days at midnight of the fleet’s zone', () => {
    const events = [logEntry(1, { occurred_at: '2026-11-21T02:59:59.000Z' }), logEntry(2, { occurred_at: '2026-11-21T03:00:00.000Z' })];
    const days = groupByDay(timelineOf(events), 'America/Montevideo');
    expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([
      ['2026-11-21', 1],
      ['2026-11-20', 1],
    ]);
    expect(groupByDay(timelineOf(events), 'UTC')).toHaveLength(1);
    expect(dayIn('2026-11-21T02:59:59.000Z', 'Asia/Tokyo')).toBe('2026-11-21');
  });

  it('counts what belongs together by flow id', () => {
    const consequence = logEntry(4, { flow_id });
    expect(flowCounts(timelineOf([requested, sent, consequence, logEntry(5)])).get(flow_id)).toBe(2);
  });
});
