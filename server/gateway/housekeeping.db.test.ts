import { expect, it } from 'vitest';
import { listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { makeFleet } from '#server/test/fleet.fixture.ts';
import { keepHouse } from './housekeeping.ts';

const day_ms = 86_400_000;

describeOnBothDatabases('the retention of history', (makeApp) => {
  /** A fleet whose log has so many events of each age, oldest first. */
  const fleetWith = async (
    test: Awaited<ReturnType<typeof makeApp>>,
    settings: object,
    ages: readonly (readonly [days: number, events: number])[],
  ) => {
    const { fleet_id } = await makeFleet(test);
    await test.app.db.write
      .updateTable('fleets')
      .set({ settings: JSON.stringify(settings) })
      .where('id', '=', fleet_id)
      .execute();
    for (const [days, events] of ages) {
      const app = { ...test.app, clock: () => test.app.clock() - days * day_ms };
      await write(app, async (_tx, emit) => {
        const event = { fleet_id, type: 'IgnitionChanged', vehicle_id: 'A', occurred_at: 'x', flow_id: 'f', data: { days } } as const;
        for (let count = 0; count < events; count += 1) emit(event);
      });
    }
    const ages_left = async () =>
      (await listEventsAfter(test.app.db.read, fleet_id, 0, 10_000)).map(({ data }): number => JSON.parse(data).days);
    return { fleet_id, ages_left };
  };

  it('takes what is older than the fleet keeps, however much, and leaves the log without gaps', async () => {
    const test = await makeApp();
    const { fleet_id, ages_left } = await fleetWith(test, {}, [
      [40, 1_203],
      [31, 1],
      [29, 2],
      [0, 1],
    ]);
    await keepHouse(test.app);
    expect(await ages_left()).toEqual([29, 29, 0]);
    const left = await listEventsAfter(test.app.db.read, fleet_id, 0, 10_000);
    expect(left.map(({ sequence }) => sequence)).toEqual([1_205, 1_206, 1_207]);
  });

  it.each([
    [{ history_retention_in_days: 20 }, [19, 9, 7]],
    [{ history_retention_in_days: 90 }, [31, 21, 19, 9, 7]],
    [{ history_retention_in_days: 1 }, [7]],
    [{}, [21, 19, 9, 7]],
  ])('goes by the setting of the fleet, and keeps what streams can ask for: %j', async (settings, left) => {
    const test = await makeApp();
    const { ages_left } = await fleetWith(test, settings, [
      [31, 1],
      [21, 1],
      [19, 1],
      [9, 1],
      [7, 1],
    ]);
    await keepHouse(test.app);
    expect(await ages_left()).toEqual(left);
  });
});
