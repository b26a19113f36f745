import { createFleetColumns } from '#lib/client/fleet-columns.ts';
import { compileFilter, passesAll } from '#lib/client/fleet-filter.ts';
import { parseFleetQuery } from '#lib/client/fleet-query.ts';
import { type FleetRow, rowsOfSnapshot } from '#lib/client/fleet-row.ts';
import { listFleetRows, listSharedRows } from '#server/store/fleet-snapshot.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { toCsvLine } from './csv.ts';
import { readPaceRules } from './freshness.ts';
import { snapshotOf } from './snapshot-columns.ts';
import { csvColumns } from './vehicle-cells.ts';

const page_size = 500;

/** The vehicles that the fleet page would list, judged by its own filter, page after page: however large the fleet, one page lies in memory. */
export const exportVehicles: Service<'exportVehicles'> = async (app, actor, { query }) => {
  authorise(actor, 'exportVehicles');
  const { filter, columns: chosen } = parseFleetQuery(new URLSearchParams(query.query));
  const rules = await readPaceRules(app, actor);
  const columns = csvColumns(chosen);
  const lineOf = (row: FleetRow): string => toCsvLine(columns.map(({ cell }) => cell(row)));
  const linesOf = (page: Awaited<ReturnType<typeof listFleetRows>>): string => {
    const rows = rowsOfSnapshot({ sequence: 0, ...snapshotOf(page, rules) }, app.clock());
    const { on_map, in_area } = compileFilter(createFleetColumns(rows), filter);
    return rows.flatMap((row, slot) => (passesAll([...on_map, ...in_area], slot) ? lineOf(row) : [])).join('');
  };
  const lines = async function* () {
    yield toCsvLine(columns.map(({ name }) => name));
    const shared = linesOf(await listSharedRows(app.db.read, actor.fleet_id));
    if (shared !== '') yield shared;
    let after: { created_at: string; id: string } | undefined;
    do {
      const page = await listFleetRows(app.db.read, actor.fleet_id, { after, limit: page_size });
      const text = linesOf(page);
      if (text !== '') yield text;
      after = page.length < page_size ? undefined : page.at(-1);
    } while (after);
  };
  return lines();
};
