import { describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '#lib/contract/live.ts';
import { createAwaitedFleet } from './awaited-fleet.ts';
import { stateEvent } from './fleet.fixture.ts';

const event = (sequence: number) => stateEvent(sequence, 'A', { t: '2026-11-20T10:00:00.000Z', s: {} });

describe('a fleet that is awaited', () => {
  it('knows nothing, and hands on the events that came meanwhile', async () => {
    const begun: (readonly LiveEvent[])[] = [];
    const fleet = createAwaitedFleet(async (missed) => void begun.push(missed));
    fleet.receive([event(1)]);
    expect(fleet.openDesk({}).state()).toMatchObject({ total: 0, listed: 0 });
    expect(fleet.get('A')).toBeNull();
    await Promise.all([fleet.load(), fleet.load()]);
    expect(begun).toEqual([[event(1)]]);
  });

  it('says that it failed, and tries again', async () => {
    let attempts = 0;
    const fleet = createAwaitedFleet(async () => {
      attempts += 1;
      if (attempts < 3) throw new Error('not there');
    }, 1);
    const phases: string[] = [];
    fleet.subscribeStatus(() => phases.push(fleet.status().phase));
    await fleet.load();
    expect(phases).toEqual(['failed']);
    await vi.waitFor(() => expect(attempts).toBe(3), { timeout: 60_000, interval: 1 });
  });
});
