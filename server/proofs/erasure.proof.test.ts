/** Promise P29: what is removed for good is gone from the bytes of the database, by the product's own steps. */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import type { Query } from '#server/db/dialect.ts';
import { keepHouse } from '#server/gateway/housekeeping.ts';
import { removeVehicle } from '#server/services/archive.ts';
import { deleteVehicle, listErasures } from '#server/store/erasures.ts';
import { listEvents, listEventsAfter } from '#server/store/events.ts';
import { eraseEvents, write } from '#server/store/write.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { findBytes, findTraces, liveAndLeave, traces } from './erasure.fixture.ts';

const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;

/** Tables without a key that takes their rows along. */
const deleted_by_name = ['import_rows', 'inbox_entries', 'notification_deliveries', 'notification_marks'];

/** One of the two orders of a binary number exists on each database. */
const expected_before = Object.keys(traces).length - 1;

/** Half a day later the files are cleared, at a later hour when something older is still open, as a test of another database on this server may be. */
const clearFiles = async (test: TestApp, app = test.app) => {
  test.clock.advance(13 * hour_ms);
  await vi.waitFor(
    async () => {
      await keepHouse(app);
      expect(await listErasures(app.db.read)).toEqual([]);
    },
    { timeout: 120_000, interval: 100 },
  );
};

/** A transaction that does nothing for some seconds is ended. */
const stayIn = async (transaction: Query, released: Promise<void>) => {
  for (let over = false; !over; await sql`SELECT 1`.execute(transaction))
    over = await Promise.race([released.then(() => true), wait(500, false)]);
};

describeOnBothDatabases('a vehicle removed for good', (makeApp) => {
  const prepare = async () => {
    const test = await makeApp();
    const lived = await liveAndLeave(test);
    expect((await findTraces(test)).length).toBeGreaterThanOrEqual(expected_before);
    return { test, ...lived };
  };
  const sequencesOf = async ({ app }: TestApp, fleet_id: string) => {
    const rows = await app.db.read.selectFrom('events').select('sequence').where('fleet_id', '=', fleet_id).orderBy('sequence').execute();
    return rows.map(({ sequence }) => sequence);
  };

  it('leaves no byte after its removal by a person', async () => {
    const { test, actor, fleet, vehicle, other } = await prepare();
    const before = await sequencesOf(test, fleet.fleet_id);
    await removeVehicle(test.app, actor, { params: { vehicle_id: vehicle.id }, query: {}, body: undefined });
    const told = await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 10_000);
    expect(new Set(told.map(({ vehicle_id }) => vehicle_id))).toEqual(new Set([other.id]));
    expect((await listEvents(test.app.db.read, fleet.fleet_id, { limit: 1000 })).map(({ id }) => id)).toEqual(
      told.map(({ id }) => id).reverse(),
    );

    await clearFiles(test);
    expect(await findTraces(test)).toEqual([]);
    expect(await sequencesOf(test, fleet.fleet_id)).toEqual(before);
    const audited = await test.app.db.read.selectFrom('audit_log').selectAll().where('object_id', '=', vehicle.id).execute();
    expect(audited.map(({ action }) => action)).toContain('vehicle.remove');
    // The removal itself tells which entries lost their details, by number.
    const kept = audited.filter(({ detail }) => detail !== '{}').map(({ action, detail }) => [action, Object.keys(JSON.parse(detail))]);
    expect(kept).toEqual([['vehicle.remove', ['erased_entries']]]);
  });

  it('leaves no byte of its history in blocks either', async () => {
    const { test, actor, vehicle, other } = await prepare();
    test.clock.advance(9 * day_ms);
    await keepHouse(test.app);
    const blocksOf = (vehicle_id: string) =>
      test.app.db.read.selectFrom('history_blocks').select(['places', 'records', 'origins']).where('vehicle_id', '=', vehicle_id).execute();
    // A piece from the middle of each, as long as chance does not repeat.
    const pieces = (await blocksOf(vehicle.id)).flatMap(({ records, origins }) =>
      [records, origins].map((bytes) => bytes.subarray(bytes.length >> 1, (bytes.length >> 1) + 24)),
    );
    expect(pieces.length).toBeGreaterThanOrEqual(2);
    expect((await Promise.all(pieces.map((piece) => findBytes(test, piece)))).every(Boolean)).toBe(true);
    await removeVehicle(test.app, actor, { params: { vehicle_id: vehicle.id }, query: {}, body: undefined });
    await clearFiles(test);
    expect(await findTraces(test)).toEqual([]);
    expect((await Promise.all(pieces.map((piece) => findBytes(test, piece)))).some(Boolean)).toBe(false);
    expect(await blocksOf(other.id)).not.toEqual([]);
  });

  it('leaves no byte 24 hours after the 90 days of the archive, and is there until then', async () => {
    const { test, vehicle } = await prepare();
    const ids = async () => (await test.app.db.read.selectFrom('vehicles').select('id').execute()).map(({ id }) => id);
    for (let hour = 0; hour < 90 * 24; hour += 30 * 24) {
      await keepHouse(test.app);
      test.clock.advance(30 * day_ms - 1);
    }
    await keepHouse(test.app);
    expect(await ids()).toContain(vehicle.id);
    test.clock.advance(hour_ms);
    await keepHouse(test.app);
    expect(await ids()).not.toContain(vehicle.id);
    await clearFiles(test);
    expect(await findTraces(test)).toEqual([]);
  });

  it('leaves no byte when the process died between the row and the events', async () => {
    const { test, vehicle, fleet } = await prepare();
    const removed_at = new Date(test.clock.now()).toISOString();
    await write(test.app, (tx) => deleteVehicle(tx, { vehicle_id: vehicle.id, fleet_id: fleet.fleet_id, removed_at }));
    await write(test.app, (tx) => eraseEvents(tx, vehicle.id, 7));
    const next = await test.restart();
    await clearFiles(test, next.app);
    expect(await findTraces(test)).toEqual([]);
  });

  it('waits for a reader that keeps the files from being cleared, and comes back', async () => {
    const { test, actor, vehicle } = await prepare();
    const release = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const elsewhere = await test.restart();
    const reading = elsewhere.app.db.read.connection().execute(async (reader) => {
      await sql`BEGIN`.execute(reader);
      await reader.selectFrom('vehicles').selectAll().execute();
      begun.resolve();
      await stayIn(reader, release.promise);
      await sql`COMMIT`.execute(reader);
    });
    await begun.promise;
    await removeVehicle(test.app, actor, { params: { vehicle_id: vehicle.id }, query: {}, body: undefined });
    test.clock.advance(13 * hour_ms);
    await keepHouse(test.app);
    expect(await listErasures(test.app.db.read)).toHaveLength(1);
    expect(await findTraces(test)).not.toEqual([]);
    release.resolve();
    await reading;
    await clearFiles(test);
    expect(await findTraces(test)).toEqual([]);
  });

  it('waits for a writer on the same server that began before the removal, where one server has several databases', async () => {
    const { test, actor, vehicle } = await prepare();
    const { app: neighbour } = await makeApp();
    const release = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const writing = neighbour.db.write.transaction().execute(async (tx) => {
      await sql.raw(test.database_url ? 'SELECT pg_current_xact_id()' : 'SELECT 1').execute(tx);
      begun.resolve();
      await stayIn(tx, release.promise);
    });
    await begun.promise;
    await removeVehicle(test.app, actor, { params: { vehicle_id: vehicle.id }, query: {}, body: undefined });
    test.clock.advance(13 * hour_ms);
    await keepHouse(test.app);
    expect(await listErasures(test.app.db.read)).toHaveLength(test.database_url ? 1 : 0);
    release.resolve();
    await writing;
    await clearFiles(test);
    expect(await findTraces(test)).toEqual([]);
  });

  describe('is caught when', () => {
    it('its rows alone are deleted', async () => {
      const { test, actor, vehicle } = await prepare();
      await removeVehicle(test.app, actor, { params: { vehicle_id: vehicle.id }, query: {}, body: undefined });
      expect(await findTraces(test)).not.toEqual([]);
    });

    it('its events are left', async () => {
      const { test, vehicle, fleet } = await prepare();
      await write(test.app, (tx) => deleteVehicle(tx, { vehicle_id: vehicle.id, fleet_id: fleet.fleet_id, removed_at: '2030' }));
      await vi.waitFor(async () => expect(await test.app.db.dialect.clearTraces(test.app.db.write)).toBe(true), { timeout: 120_000 });
      expect(await findTraces(test)).toEqual(expect.arrayContaining(['vin', 'digits of a position']));
    });

    it('the database deletes as it does by default', async () => {
      const { test, actor, vehicle } = await prepare();
      const { db } = test.app;
      if (!test.database_url) await sql`PRAGMA secure_delete = OFF`.execute(db.write);
      await removeVehicle(test.app, actor, { params: { vehicle_id: vehicle.id }, query: {}, body: undefined });
      await sql.raw(test.database_url ? 'VACUUM' : 'PRAGMA wal_checkpoint(TRUNCATE)').execute(db.write);
      expect(await findTraces(test)).not.toEqual([]);
    });
  });

  it('takes along what people were told of it', async () => {
    const { test, actor, vehicle } = await prepare();
    const db = test.app.db.write;
    const at = { occurred_at: '2030', created_at: '2030' };
    const told = {
      id: 'told',
      fleet_id: vehicle.fleet_id,
      event_id: 'event',
      matter: 'CommandExecuted',
      vehicle_id: vehicle.id,
      detail: '{}',
      ...at,
    };
    await db
      .insertInto('inbox_entries')
      .values({ ...told, user_id: actor.id, source_id: 'rule', source_name: 'Rule' })
      .execute();
    await removeVehicle(test.app, actor, { params: { vehicle_id: vehicle.id }, query: {}, body: undefined });
    for (const table of ['inbox_entries', 'notification_deliveries', 'notification_marks'] as const)
      expect(await db.selectFrom(table).select('vehicle_id').where('vehicle_id', '=', vehicle.id).execute(), table).toEqual([]);
  });

  it('is meant by every table that names a vehicle', async () => {
    const { app, database_url } = await makeApp();
    const found = database_url
      ? await sql<{ name: string; removed: boolean }>`
          SELECT c.relname AS name, EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confdeltype = 'c'
            AND k.confrelid = 'vehicles'::regclass) AS removed
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'vehicle_id'
          WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`.execute(app.db.read)
      : await sql<{ name: string; removed: number }>`
          SELECT m.name, EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) k WHERE k."table" = 'vehicles' AND k.on_delete = 'CASCADE') AS removed
          FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'vehicle_id' WHERE m.type = 'table'`.execute(app.db.read);
    expect(found.rows.length).toBeGreaterThan(5);
    expect(
      found.rows
        .filter(({ removed }) => !removed)
        .map(({ name }) => name)
        .sort(),
      // A setup goes by itself: the vendor lets go of the unit of an archived vehicle, and the row with it. Rows of imports name vehicles that are not
      // there yet; they are deleted by name, which the traces of one among them show, as what people were told of the vehicle is. The journal of changes
      // forgets the name by a trigger.
    ).toEqual([...deleted_by_name, 'erasures', 'events', 'unit_setups', ...(database_url ? [] : ['vehicle_changes'])].sort());
  });
});
