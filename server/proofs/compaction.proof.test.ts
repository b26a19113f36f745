/**
 * Moving old records from rows into blocks loses none and doubles none, whenever the gateway dies: after each kill every record is a row or in a block, to
 * the letter. The broken variant commits a block and the end of its rows one after the other, and dies in between. MOTORPOOL_PROOF_KILLS gives the number.
 */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { App } from '#server/app.ts';
import { compactHistory } from '#server/gateway/compact-history.ts';
import { openBlock } from '#server/history/history-block.ts';
import { newFlowId } from '#server/ids.ts';
import { write } from '#server/store/write.ts';
import { wholeBetween } from '../../e2e/fakes/world/random.ts';
import type { CompactorOrder } from './compactor-process.fixture.ts';
import { imeiOf, seedProofFleet } from './fleet.fixture.ts';
import { type DatabaseName, databases, makePlace } from './place.fixture.ts';
import { createStarter } from './processes.fixture.ts';
import { startRandom, tell } from './seed.fixture.ts';

const kills_wanted = Number(process.env.MOTORPOOL_PROOF_KILLS ?? 4);
const vehicles = 20 + 10 * kills_wanted;
const days = 3;
const records_per_day = 4;
const day_ms = 86_400_000;
const patient = { timeout: 60_000, interval: 2 };

const recordDays = async (app: App, begins_ms: number): Promise<void> => {
  const unit_ids = Array.from({ length: vehicles }, (_, number) => imeiOf(number));
  const fleet = await seedProofFleet({ ...app, clock: () => begins_ms }, [{ brand: 'TELTONIKA', unit_ids }]);
  for (let record = 0; record < days * records_per_day; record += 1) {
    const now_ms = begins_ms + Math.floor((record * day_ms) / records_per_day);
    const t = new Date(now_ms).toISOString();
    await write({ ...app, clock: () => now_ms }, async (_tx, emit) => {
      for (const [index, { vehicle_id }] of fleet.vehicles.entries()) {
        const data = { t, s: { mileage_in_kilometers: record, position: { lat: 52 + index / 100, lon: record / 10 } }, full: 1 };
        const event = { fleet_id: fleet.fleet_id, vehicle_id, type: 'VehicleStateRecorded', occurred_at: t, data } as const;
        emit({ ...event, flow_id: newFlowId() });
      }
    });
  }
};

/** Records wherever they are, in sequence: one that is in two places comes twice. */
const readRecords = async ({ db }: App) => {
  const rows = await db.read.selectFrom('events').selectAll().where('type', '=', 'VehicleStateRecorded').execute();
  const blocks = await db.read.selectFrom('history_blocks').selectAll().execute();
  const records = [...rows, ...blocks.flatMap((block) => openBlock(block))].sort((a, b) => a.sequence - b.sequence);
  return { records, rows: rows.length, blocks: blocks.length };
};

const prepare = async (database: DatabaseName) => {
  const { settings, app } = await makePlace(database);
  await recordDays(app, Date.now() - 30 * day_ms);
  const { records: before } = await readRecords(app);
  expect(before.length).toBeGreaterThanOrEqual(vehicles * days * records_per_day);
  const compactors = createStarter<CompactorOrder, object>('./compactor-process.fixture.ts');
  const start = (variant: CompactorOrder['variant']) => compactors.start({ settings, now_ms: Date.now(), variant });
  return { app, before, start };
};

const countBlocks = async ({ db }: App): Promise<number> =>
  Number(
    (
      await db.read
        .selectFrom('history_blocks')
        .select((row) => row.fn.countAll().as('blocks'))
        .executeTakeFirstOrThrow()
    ).blocks,
  );

describe.each(databases)('compaction on %s', (database) => {
  it(`has every record once, to the letter, through ${kills_wanted} kills`, async () => {
    const { app, before, start } = await prepare(database);
    const random = startRandom(`${database}, compaction`);
    let interrupted = 0;
    for (let killed = 0; killed < kills_wanted; killed += 1) {
      const blocks = await countBlocks(app);
      const compactor = await start('real');
      await vi.waitFor(async () => expect(await countBlocks(app)).toBeGreaterThan(blocks), patient);
      await wait(wholeBetween(random, 0, 10));
      await compactor.kill();
      const { records, rows } = await readRecords(app);
      expect(records).toEqual(before);
      if (rows === 0) break;
      interrupted += 1;
    }
    expect(interrupted).toBeGreaterThan(0);
    await compactHistory(app);
    const { records, rows, blocks } = await readRecords(app);
    tell(`${database}: ${interrupted} of ${kills_wanted} kills met the work, ${records.length} records, ${blocks} blocks`);
    expect(records).toEqual(before);
    expect(rows).toBe(0);
  });

  it('that commits a block and the end of its rows apart doubles records, which this proof notices', async () => {
    const { app, before, start } = await prepare(database);
    const compactor = await start('piecemeal');
    if (compactor.process.signalCode === null) await once(compactor.process, 'exit');
    const { records } = await readRecords(app);
    expect(records.length).toBeGreaterThan(before.length);
  });
});
