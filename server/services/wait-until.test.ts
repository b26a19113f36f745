import { describe, expect, it } from 'vitest';
import { makePlace } from '#server/proofs/place.fixture.ts';
import { seedFleet } from '#server/seed/seed-fleet.ts';
import { listFleets } from '#server/store/access.ts';
import { write } from '#server/store/write.ts';
import { waitUntil } from './wait-until.ts';

const long_ms = 30_000;

describe('waiting', () => {
  it('ends with what is there already', async () => {
    const { app } = await makePlace('SQLite');
    expect(await waitUntil(app.db, async () => 'here', long_ms)).toBe('here');
  });

  it('ends soon after the commit that brings it', async () => {
    const { app } = await makePlace('SQLite');
    const waiting = waitUntil(app.db, async () => (await listFleets(app.db.read))[0]?.id, long_ms);
    const fleet_id = await write(app, (tx) => seedFleet(app, tx, 'Awaited'));
    const began_ms = performance.now();
    expect(await waiting).toBe(fleet_id);
    expect(performance.now() - began_ms).toBeLessThan(900);
  });

  it('ends with nothing when the time is over, and looks no more', async () => {
    const { app } = await makePlace('SQLite');
    let looks = 0;
    const look = async () => {
      looks += 1;
      return undefined;
    };
    expect(await waitUntil(app.db, look, 50)).toBeUndefined();
    const seen = looks;
    for (let count = 0; count < 5; count += 1) app.db.nudge();
    expect(looks).toBe(seen);
  });

  it('passes on what goes wrong', async () => {
    const { app } = await makePlace('SQLite');
    const look = () => Promise.reject(new Error('no such table'));
    await expect(waitUntil(app.db, look, long_ms)).rejects.toThrow('no such table');
  });

  it('looks again when something is committed while it looks', async () => {
    const { app } = await makePlace('SQLite');
    const { promise: first_look, resolve: finishFirst } = Promise.withResolvers<void>();
    let looks = 0;
    const waiting = waitUntil(
      app.db,
      async () => {
        looks += 1;
        if (looks > 1) return 'second look';
        await first_look;
        return undefined;
      },
      long_ms,
    );
    app.db.nudge();
    finishFirst();
    const began_ms = performance.now();
    expect(await waiting).toBe('second look');
    expect(performance.now() - began_ms).toBeLessThan(900);
  });
});
