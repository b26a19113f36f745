import { expect, it } from 'vitest';
import { listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { createApi } from '#server/test/api.fixture.ts';
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

describeOnBothDatabases('the retention of what is over', (makeApp) => {
  it('takes old sign-ins, tries, sightings and deliveries, and leaves what is open, young, or the last of a person', async () => {
    const test = await makeApp();
    const fleet = await makeFleet(test);
    const { fleet_id } = fleet;
    const { read, write: db } = test.app.db;
    const { call } = createApi(test);
    const client = await fleet.addClient();
    const channels = [{ type: 'INBOX' }];
    const rule = { name: 'Rule', event_types: ['IgnitionChanged'], channels };
    const subscription_id = (await call(client, 'POST', '/notification-subscriptions', { body: rule })).json.id;
    const webhook_id = (await call(client, 'POST', '/webhooks', { body: { name: 'Hook', url: 'https://hooks.example/' } })).json.id;
    const agedDays = (days: number) => new Date(test.clock.now() - days * day_ms).toISOString();

    const [first, second] = [fleet.people['Fleet Manager'].actor.id, fleet.people.Support.actor.id];
    await db.deleteFrom('sessions').execute();
    const session = (id: string, user_id: string, seen_days: number, ended_days: number, revoked = false) => ({
      ...{ id, user_id, user_version: 1, created_at: agedDays(400), last_seen_at: agedDays(seen_days), user_agent: null, fleet_id },
      ...(revoked ? { revoked_at: agedDays(ended_days), expires_at: '9999' } : { revoked_at: null, expires_at: agedDays(ended_days) }),
    });
    const sessions = [
      session('expired', first, 60, 50),
      session('revoked', first, 60, 40, true),
      session('ended lately', first, 59, 29),
      session('runs', first, 58, -1),
      session('newest', first, 31, 31),
      session('last of another person', second, 300, 290),
    ];
    await db.insertInto('sessions').values(sessions).execute();
    const attempts = [0, -1].map((days) => ({ key: `${days}`, points: 1, expires_at: agedDays(days) }));
    await db.insertInto('sign_in_attempts').values(attempts).execute();
    const units = [31, 29].map((days) => ({
      ...{ brand: 'TELTONIKA', unit_id: `${days}`, fleet_id: '', first_seen_at: agedDays(99) },
      ...{ last_seen_at: agedDays(days), remote_address: null },
    }));
    await db.insertInto('observed_units').values(units).execute();
    const deliveries = (
      [
        [31, 'DELIVERED'],
        [31, 'FAILED'],
        [31, 'PENDING'],
        [29, 'DELIVERED'],
        [91, 'DELIVERED'],
      ] as const
    ).map(([days, status]) => ({
      id: `${days} ${status}`,
      fleet_id,
      event_id: `${days} ${status}`,
      status,
      attempts: 1,
      created_at: agedDays(days),
    }));
    await db
      .insertInto('webhook_deliveries')
      .values(deliveries.map((one) => ({ ...one, webhook_id, event_type: 'IgnitionChanged' })))
      .execute();
    const told = { subscription_id, channel: 'INBOX', target: '', matter: 'IgnitionChanged', detail: '{}', occurred_at: agedDays(0) };
    await db
      .insertInto('notification_deliveries')
      .values(deliveries.map((one) => ({ ...one, ...told })))
      .execute();

    await keepHouse(test.app);
    const left = async (table: 'sessions' | 'webhook_deliveries' | 'notification_deliveries') =>
      (await read.selectFrom(table).select('id').execute()).map(({ id }) => id).sort();
    expect(await left('sessions')).toEqual(['ended lately', 'last of another person', 'newest', 'runs']);
    expect(await read.selectFrom('sign_in_attempts').select('key').execute()).toEqual([{ key: '-1' }]);
    expect(await read.selectFrom('observed_units').select('unit_id').execute()).toEqual([{ unit_id: '29' }]);
    expect(await left('webhook_deliveries')).toEqual(['29 DELIVERED', '31 PENDING']);
    expect(await left('notification_deliveries')).toEqual(['29 DELIVERED', '31 DELIVERED', '31 FAILED', '31 PENDING']);
  });
});
