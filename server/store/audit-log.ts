import type { Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type AuditLogRow = Selectable<Schema['audit_log']>;

export interface AuditLogSearch {
  /** Id, or a part of the name. */
  actor?: string | undefined;
  /** The whole, or its beginning. */
  action?: string | undefined;
  /** Id or kind. */
  object?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
  before_id?: string | undefined;
  limit: number;
}

/** Newest first. Parts of texts are found by functions that both databases have, so that `%` and `_` are what they are. */
export const listAuditLog = async (db: Query, fleet_id: string, search: AuditLogSearch): Promise<AuditLogRow[]> => {
  const { actor, action, object, after, before, before_id, limit } = search;
  let rows = db.selectFrom('audit_log').selectAll().where('fleet_id', '=', fleet_id);
  if (actor)
    rows = rows.where(({ eb, or, fn, val }) => {
      const name = fn<string>('lower', ['actor_name']);
      return or([eb('actor_id', '=', actor), eb(fn('replace', [name, val(actor.toLowerCase()), val('')]), '<>', name)]);
    });
  if (action) rows = rows.where(({ eb, fn, lit }) => eb(fn('substr', ['action', lit(1), lit([...action].length)]), '=', action));
  if (object) rows = rows.where(({ eb, or }) => or([eb('object_id', '=', object), eb('object_type', '=', object)]));
  if (after !== undefined) rows = rows.where('recorded_at', '>=', after);
  if (before !== undefined) rows = rows.where('recorded_at', '<', before);
  if (before_id !== undefined) rows = rows.where('id', '<', before_id);
  return rows.orderBy('id', 'desc').limit(limit).execute();
};
