import { afterEach, describe, expect, it } from 'vitest';
import { liveEvent } from './fleet.fixture.ts';
import { createLiveHub } from './live-hub.ts';

const events = (...sequences: number[]) => sequences.map((sequence) => liveEvent(sequence, 'VehicleRemoved', 'V', {}));

const startHub = () => {
  let now_ms = 0;
  const hub = createLiveHub(3, () => now_ms);
  const heard: number[] = [];
  return {
    hub,
    heard,
    listen: () => hub.subscribe((batch) => heard.push(...batch.map(({ sequence }) => sequence))),
    pass: (seconds: number) => {
      now_ms += seconds * 1000;
    },
  };
};

describe('live hub', () => {
  const report = globalThis.reportError;
  afterEach(() => {
    globalThis.reportError = report;
  });

  it('tells a new listener what happened in the last seconds and nothing older', () => {
    const { hub, heard, listen, pass } = startHub();
    hub.publish(events(4));
    pass(10);
    hub.publish(events(5, 6));
    pass(10);
    listen();
    expect(heard).toEqual([5, 6]);
    hub.publish(events(7));
    expect(heard).toEqual([5, 6, 7]);
    expect(hub.sequence()).toBe(7);
  });

  it('keeps a bounded number of events', () => {
    const { hub, heard, listen } = startHub();
    for (let batch = 0; batch < 10; batch++) hub.publish(events(...Array.from({ length: 500 }, (_, index) => batch * 500 + index)));
    listen();
    expect(heard).toHaveLength(2000);
    expect(heard.at(-1)).toBe(4999);
  });

  it('forgets with a reset what came before it', () => {
    const { hub, heard, listen } = startHub();
    hub.publish(events(4));
    hub.reset();
    listen();
    expect(heard).toEqual([]);
    expect(hub.sequence()).toBeUndefined();
  });

  it('goes on when a listener fails', () => {
    const failures: unknown[] = [];
    globalThis.reportError = (error) => failures.push(error);
    const { hub, heard, listen } = startHub();
    hub.subscribe(() => {
      throw new Error('broken');
    });
    listen();
    hub.publish(events(4));
    expect(heard).toEqual([4]);
    expect(failures).toHaveLength(1);
  });

  it('says nothing to those who left', () => {
    const { hub, heard, listen } = startHub();
    listen()();
    hub.publish(events(4));
    expect(heard).toEqual([]);
  });
});
