import { describe, expect, it } from 'vitest';
import { CommandStatus } from '#lib/domain/command-schema.ts';
import { commandEntry } from './command.fixture.ts';
import { ladderOf, type RungState } from './ladder.ts';

const sent_at = '2026-11-20T12:00:00.200Z';
const accepted_at = '2026-11-20T12:00:01.000Z';
const finished_at = '2026-11-20T12:00:04.500Z';
const states = (...input: Parameters<typeof commandEntry>): RungState[] => ladderOf(commandEntry(...input)).map(({ state }) => state);

describe('the ladder of a command', () => {
  it('awaits exactly the next step while the command runs', () => {
    expect(states({ status: 'REQUESTED' })).toEqual(['done', 'awaited', 'open', 'open']);
    expect(states({ status: 'DISPATCHING', sent_at })).toEqual(['done', 'done', 'awaited', 'open']);
    expect(states({ status: 'ACCEPTED', sent_at, accepted_at })).toEqual(['done', 'done', 'done', 'awaited']);
  });

  it('never takes the vendor’s acceptance for the vehicle’s confirmation', () => {
    const confirmed = ladderOf(commandEntry({ status: 'ACCEPTED', sent_at, accepted_at })).at(-1);
    expect(confirmed).toMatchObject({ step: 'confirmed', state: 'awaited' });
    expect(confirmed?.at).toBeUndefined();
  });

  it('tells the evidence and the time of a confirmation', () => {
    const rungs = ladderOf(commandEntry({ status: 'SUCCEEDED', sent_at, accepted_at, finished_at, settled_by: 'STATE' }));
    expect(rungs.map(({ after_ms }) => after_ms)).toEqual([0, 200, 1000, 4500]);
    expect(rungs[3]?.note).toBe('proved by the vehicle’s state');
  });

  it('skips the acceptance when the answer already was the proof', () => {
    expect(states({ status: 'SUCCEEDED', sent_at, finished_at, settled_by: 'ANSWER' })).toEqual(['done', 'done', 'skipped', 'done']);
  });

  it('breaks at the step that did not happen', () => {
    expect(states({ status: 'REJECTED', finished_at })).toEqual(['done', 'failed', 'open', 'open']);
    expect(ladderOf(commandEntry({ status: 'REJECTED', finished_at }))[1]?.note).toBe('nothing was sent');
    expect(states({ status: 'EXPIRED', finished_at })).toEqual(['done', 'failed', 'open', 'open']);
    expect(states({ status: 'FAILED', sent_at, finished_at })).toEqual(['done', 'done', 'failed', 'open']);
    expect(states({ status: 'FAILED', sent_at, accepted_at, finished_at })).toEqual(['done', 'done', 'done', 'failed']);
  });

  it('leaves an unknown outcome open at the confirmation, and lets a person settle it', () => {
    expect(states({ status: 'UNKNOWN', sent_at })).toEqual(['done', 'done', 'skipped', 'unknown']);
    const settled = ladderOf(commandEntry({ status: 'FAILED', sent_at, finished_at, settled_by: 'PERSON' }));
    expect(settled[3]).toMatchObject({ state: 'failed', note: 'settled by a person' });
  });

  it('has four rungs for every status, and a confirmation only for success', () => {
    for (const status of CommandStatus.options) {
      const rungs = ladderOf(commandEntry({ status, sent_at, accepted_at, finished_at }));
      expect(rungs.map(({ step }) => step)).toEqual(['requested', 'sent', 'accepted', 'confirmed']);
      expect(rungs[3]?.state === 'done').toBe(status === 'SUCCEEDED');
    }
  });
});
