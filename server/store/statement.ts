import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Dialect, Query } from '#server/db/dialect.ts';

interface Slot {
  slot: string;
}

/**
 * A statement that is made once per database and from then on only given its values, by name: for what every request asks. Making it anew costs more
 * than a look-up by key.
 */
export const statement = <Row, Name extends string>(
  make: (dialect: Dialect, slot: (name: Name) => RawBuilder<unknown>) => RawBuilder<Row>,
) => {
  const made = new Map<Dialect, { text: string; names: Name[] }>();
  const prepare = (db: Query, dialect: Dialect) => {
    const known = made.get(dialect);
    if (known) return known;
    const compiled = make(dialect, (name) => sql`${{ slot: name } satisfies Slot}`).compile(db);
    const prepared = { text: compiled.sql, names: compiled.parameters.map((parameter) => (parameter as Slot).slot as Name) };
    made.set(dialect, prepared);
    return prepared;
  };
  return async (db: Query, dialect: Dialect, values: Readonly<Record<Name, unknown>>): Promise<Row[]> => {
    const { text, names } = prepare(db, dialect);
    const { rows } = await db.executeQuery<Row>(
      CompiledQuery.raw(
        text,
        names.map((name) => values[name]),
      ) as CompiledQuery<Row>,
    );
    return rows;
  };
};
