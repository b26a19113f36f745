import { findModel } from '#lib/catalogue/catalogue.ts';
import type { UnitRef } from '#lib/domain/telematics.ts';
import type { SourceMessage } from '#server/adapters/message-source.ts';
import type { StreamNews, StreamSide } from '#server/adapters/port.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { listNotedUnits, mergeUnitNotes } from '#server/store/unit-notes.ts';
import { wakeSetups } from '#server/store/unit-setups.ts';
import { type Emit, write } from '#server/store/write.ts';
import { joinResult } from './command-results.ts';
import type { Ingest } from './ingest.ts';

export interface StreamPlace {
  credentials_id: string;
  fleet_id: string;
  brand: string;
}

export interface BatchParts {
  app: App;
  ingest: Ingest;
  isInOffice(tx: Query): Promise<boolean>;
}

/** Our units among those that a batch speaks of. The first translation only tells which these are: it is pure, and cheap beside a COMMIT. */
const findUnits = async (app: App, place: StreamPlace, stream: StreamSide, messages: readonly SourceMessage[]) => {
  const { reports, notes } = stream.translate(messages, () => undefined, app.clock());
  const unit_ids = [...new Set([...reports, ...notes].map(({ unit_id }) => unit_id))];
  const rows = await listNotedUnits(app.db.read, app.db.dialect, place.fleet_id, place.brand, unit_ids);
  return new Map(
    rows.flatMap(({ unit_id, vehicle_model_id, unit_settings, notes: known }): [string, UnitRef][] => {
      const model = findModel(vehicle_model_id);
      return model ? [[unit_id, { unit_id, model, settings: JSON.parse(unit_settings), notes: known }]] : [];
    }),
  );
};

const storeNotes = async (tx: Query, now: string, place: StreamPlace, units: ReadonlyMap<string, UnitRef>, notes: StreamNews['notes']) => {
  const { fleet_id, brand, credentials_id } = place;
  const by_unit = Map.groupBy(notes, ({ unit_id }) => unit_id);
  const woken: string[] = [];
  for (const unit_id of [...by_unit.keys()].sort()) {
    const own = by_unit.get(unit_id) ?? [];
    if (!units.has(unit_id)) continue;
    const changed = await mergeUnitNotes(tx, { fleet_id, brand, unit_id }, own);
    if (own.some(({ concerns_setup, name }) => concerns_setup && changed.includes(name))) woken.push(unit_id);
  }
  await wakeSetups(tx, credentials_id, woken, now);
};

const storeRest = async ({ app, isInOffice }: BatchParts, place: StreamPlace, units: ReadonlyMap<string, UnitRef>, news: StreamNews) => {
  if (news.notes.length === 0 && news.results.length === 0) return;
  await write(app, async (tx: Query, emit: Emit) => {
    if (!(await isInOffice(tx))) throw new Error('Another gateway has taken over.');
    await storeNotes(tx, nowAt(app), place, units, news.notes);
    for (const result of news.results.toSorted((a, b) => (a.unit_id < b.unit_id ? -1 : 1))) await joinResult(app, tx, emit, place, result);
  });
};

/**
 * Stores what a batch of a vendor's messages says; resolves after COMMIT, and only then may the batch be committed at its source. Reports come first:
 * a repeat of them is recognised by its key, and a repeat of the rest changes nothing, so a crash in between loses and doubles nothing.
 */
export const storeBatch = async (
  parts: BatchParts,
  place: StreamPlace,
  stream: StreamSide,
  messages: readonly SourceMessage[],
): Promise<StreamNews> => {
  const { app, ingest } = parts;
  const units = await findUnits(app, place, stream, messages);
  const news = stream.translate(messages, (unit_id) => units.get(unit_id), app.clock());
  const { fleet_id, credentials_id } = place;
  await ingest.store(news.reports.map((report) => ({ report, fleet_id, credentials_id })));
  await storeRest(parts, place, units, news);
  for (const { vendor_detail, ...result } of news.results) {
    if (vendor_detail) app.log.warn({ ...result, credentials_id, vendor_detail }, 'A vendor reports an error of a command');
  }
  return news;
};
