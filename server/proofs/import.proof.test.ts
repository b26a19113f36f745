/**
 * An import is applied whole or not at all, whenever the process that applies it is killed, and applying it again completes it without a double.
 * The broken variant applies row by row.
 */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { listModels } from '#lib/catalogue/catalogue.ts';
import type { Actor } from '#lib/domain/access.ts';
import type { App } from '#server/app.ts';
import { seedActor, seedFleet } from '#server/seed/seed-fleet.ts';
import { applyImport } from '#server/services/apply-import.ts';
import { createImport } from '#server/services/imports.ts';
import { write } from '#server/store/write.ts';
import type { ImportOrder } from './import-process.fixture.ts';
import { databases, makePlace } from './place.fixture.ts';
import { createStarter } from './processes.fixture.ts';
import { startRandom, tell } from './seed.fixture.ts';

const rows_per_import = 400;
const kills = 6;

const openFleet = async (app: App): Promise<Actor> => seedActor(await write(app, (tx) => seedFleet(app, tx, 'Imports')));

let last_number = 0;
const checkFile = async (app: App, actor: Actor): Promise<string> => {
  const [model] = listModels('TELTONIKA');
  const rows = Array.from({ length: rows_per_import }, () => {
    last_number += 1;
    return {
      telematics_brand: 'TELTONIKA',
      telematics_unit_id: `3525030${String(last_number).padStart(8, '0')}`,
      vehicle_model_id: model?.id ?? '',
      license_plate: `IMP ${last_number}`,
    };
  });
  const { id, counts } = await createImport(app, actor, { params: {}, query: {}, body: { rows, empty_cells: 'KEEP' } });
  expect(counts).toMatchObject({ add: rows_per_import, refuse: 0 });
  return id;
};

/** What there is of all imports so far, by kind: equal numbers, or something is half done. */
const countStored = async (app: App, { fleet_id }: Actor) => {
  const count = async (rows: Promise<unknown[]>) => (await rows).length;
  const { read } = app.db;
  return {
    vehicles: await count(read.selectFrom('vehicles').select('id').where('fleet_id', '=', fleet_id).execute()),
    states: await count(read.selectFrom('latest_states').select('vehicle_id').where('fleet_id', '=', fleet_id).execute()),
    events: await count(
      read.selectFrom('events').select('id').where('fleet_id', '=', fleet_id).where('type', '=', 'VehicleCreated').execute(),
    ),
    entries: await count(
      read.selectFrom('audit_log').select('id').where('fleet_id', '=', fleet_id).where('action', '=', 'vehicle.add').execute(),
    ),
  };
};
const allOf = (count: number) => ({ vehicles: count, states: count, events: count, entries: count });
const isApplied = async (app: App, import_id: string) => {
  const rows = await app.db.read.selectFrom('imports').select('status').where('id', '=', import_id).execute();
  return rows[0]?.status === 'APPLIED';
};

describe.each(databases)('an import on %s', (database) => {
  it('is applied whole or not at all, whenever its process is killed', async () => {
    const { settings, app } = await makePlace(database);
    const actor = await openFleet(app);
    const random = startRandom(`imports on ${database}`);
    const processes = createStarter<ImportOrder, object>('./import-process.fixture.ts');

    const whole = await processes.start({ settings, actor, import_id: await checkFile(app, actor), variant: 'real' });
    const [{ took_ms, error }] = (await once(whole.process, 'message')) as [{ took_ms: number; error?: string }];
    expect(error).toBeUndefined();
    await whole.kill();

    let imports = 1;
    let before_commit = 0;
    for (let round = 0; round < kills; round += 1) {
      const import_id = await checkFile(app, actor);
      const running = await processes.start({ settings, actor, import_id, variant: 'real' });
      await wait(random() * took_ms * 1.2);
      await running.kill();

      // PostgreSQL ends the transaction of a process that is gone a moment later.
      await vi.waitFor(
        async () => {
          const applied = await isApplied(app, import_id);
          expect(await countStored(app, actor)).toEqual(allOf(rows_per_import * (applied ? imports + 1 : imports)));
        },
        { timeout: 60_000 },
      );
      if (!(await isApplied(app, import_id))) before_commit += 1;
      await applyImport(app, actor, { params: { import_id }, query: {}, body: undefined });
      imports += 1;
      expect(await countStored(app, actor)).toEqual(allOf(rows_per_import * imports));
    }
    tell(`${database}: ${kills} kills within ${Math.round(took_ms)} ms, ${before_commit} of them before COMMIT`);
  });

  it('is left half done when it is applied row by row', async () => {
    const { settings, app } = await makePlace(database);
    const actor = await openFleet(app);
    const processes = createStarter<ImportOrder, object>('./import-process.fixture.ts', 1);
    const running = await processes.start({ settings, actor, import_id: await checkFile(app, actor), variant: 'row_by_row' });
    await vi.waitFor(async () => expect((await countStored(app, actor)).vehicles).toBeGreaterThan(0), { timeout: 60_000, interval: 1 });
    await running.kill();
    const { vehicles } = await countStored(app, actor);
    expect(vehicles).toBeGreaterThan(0);
    expect(vehicles).toBeLessThan(rows_per_import);
  });
});
