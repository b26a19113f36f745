import type { SqliteFile } from '#server/db/connect.ts';
import type { TableShape } from '#server/db/tables.ts';

const texts = ['Tab\tline\nreturn\rback\\slash', '\\N', '', 'ü 🛵 \u2028 "quoted" \u0001', '{"a":[1,null]}'];
const numbers = [0, -1, 9_007_199_254_740_000, 42, 7];
const floats = [0.1 + 0.2, 1e-7, -33.925839, 52, 1.5e300];

interface Column {
  name: string;
  type: string;
  hidden: number;
  notnull: number;
  pk: number;
}

/** The key of the parent's row of this place: `id7…`. */
const keyAt = (database: SqliteFile, table: string, key: string, place: number): unknown =>
  (database.prepare(`SELECT "${key}" FROM "${table}"`).pluck().all() as string[]).find(
    (value) => /^[a-z_]+(\d)/.exec(value)?.[1] === String(place),
  );

/** Rows for a table of any shape, so that a table which is added later is covered too: odd values, and keys of others where it refers to them. */
const fillTable = (database: SqliteFile, { name }: TableShape, round: number): void => {
  const columns = (database.pragma(`table_xinfo("${name}")`) as Column[]).filter(({ hidden }) => hidden === 0);
  const references = database.pragma(`foreign_key_list("${name}")`) as { table: string; from: string; to: string | null }[];
  for (let number = 0; number < texts.length; number += 1) {
    const place = number + round * texts.length;
    const values = columns.map(({ name: column, type, notnull, pk }) => {
      if (column.endsWith('fleet_id') && !references.some(({ from }) => from === column)) return keyAt(database, 'fleets', 'id', place);
      const reference = references.find(({ from }) => from === column);
      if (reference) {
        const key =
          reference.to ??
          (database.pragma(`table_info("${reference.table}")`) as { name: string; pk: number }[]).find((one) => one.pk === 1)?.name;
        return keyAt(database, reference.table, key ?? 'id', place);
      }
      if (!notnull && pk === 0 && number === 1) return null;
      if (/^(real|double)/i.test(type)) return floats[number];
      if (/blob/i.test(type)) return Buffer.from(`\0\\${column}${place}`);
      if (/int/i.test(type)) return (numbers[number] ?? 0) + 100 * round;
      return `${column}${place}${texts[number]}`;
    });
    const list = columns.map(({ name: column }) => `"${column}"`).join(', ');
    database.prepare(`INSERT INTO "${name}" (${list}) VALUES (${columns.map(() => '?').join(', ')})`).run(values);
  }
};

/** So many rows for every table; those of another round have other keys. */
export const rows_each = texts.length;
export const fillTables = (database: SqliteFile, shapes: readonly TableShape[], round = 0): void => {
  // Some name a fleet without referring to it.
  const fleets_first = shapes.toSorted((a, b) => Number(b.name === 'fleets') - Number(a.name === 'fleets'));
  for (const shape of fleets_first) fillTable(database, shape, round);
};
