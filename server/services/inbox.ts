import { z } from 'zod';
import type { InboxEntry } from '#lib/contract/notifications.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { nowAt } from '#server/app.ts';
import {
  countUnreadEntries,
  type InboxRow,
  listInboxEntries,
  markInboxEntry as markEntry,
  markInboxRead as markRead,
} from '#server/store/inbox.ts';
import { mapVehicleLabels } from '#server/store/notifications.ts';
import { write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';

const ownerOf = ({ id: user_id, fleet_id }: Actor) => ({ user_id, fleet_id });

const toEntry = (row: InboxRow, labels: ReadonlyMap<string, string>): InboxEntry => {
  const vehicle_label = labels.get(row.vehicle_id ?? '');
  return {
    id: row.id,
    matter: row.matter,
    source: row.source_name,
    ...(row.sequence !== null && { sequence: row.sequence }),
    ...(row.vehicle_id && { vehicle_id: row.vehicle_id }),
    ...(vehicle_label && { vehicle_label }),
    detail: JSON.parse(row.detail),
    occurred_at: row.occurred_at,
    created_at: row.created_at,
    read: row.read_at !== null,
  };
};

export const listInbox: Service<'listInbox'> = async (app, actor, { query: { limit, page_token, unread } }) => {
  authorise(actor, 'listInbox');
  const owner = ownerOf(actor);
  const binding = { inbox: actor.id, unread };
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ id: z.string() }), binding);
  const rows = await listInboxEntries(app.db.read, owner, { unread, before_id: position?.id, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const labels = await mapVehicleLabels(
    app.db.read,
    page.flatMap(({ vehicle_id }) => vehicle_id ?? []),
  );
  return {
    items: page.map((row) => toEntry(row, labels)),
    unread_count: await countUnreadEntries(app.db.read, owner),
    ...(rows.length > limit && last && { next_page_token: encodePageToken({ id: last.id }, binding) }),
  };
};

export const markInboxEntry: Service<'markInboxEntry'> = async (app, actor, { params, body }) => {
  authorise(actor, 'markInboxEntry');
  const read_at = body.read ? nowAt(app) : null;
  if (!(await write(app, (tx) => markEntry(tx, ownerOf(actor), params.entry_id.toUpperCase(), read_at))))
    throw new Problem('resource-not-found', 'There is no such entry in your inbox.');
};

export const markInboxRead: Service<'markInboxRead'> = async (app, actor, { body }) => {
  authorise(actor, 'markInboxRead');
  await write(app, (tx) => markRead(tx, ownerOf(actor), body.through?.toUpperCase(), nowAt(app)));
};
