/**
 * The seal of an audit entry: a MAC over the entry and the seal before it, so that whoever holds the database and not the key can neither change, take
 * away nor add an entry unseen. The gateway alone holds the key.
 */
import { createHmac } from 'node:crypto';

export interface SealedEntry {
  fleet_id: string;
  audit_seq: number;
  id: string;
  recorded_at: string;
  actor_type: string;
  actor_id: string;
  actor_name: string;
  action: string;
  object_type: string;
  object_id: string;
  detail_digest: string;
  flow_id: string;
  support_grant_id: string | null;
}

/** `previous` is empty before a fleet's first entry. */
export type SealOf = (previous: string, entry: SealedEntry) => string;

/** Each value in its place: no two entries have the same text. */
export const entryText = (entry: SealedEntry): string =>
  JSON.stringify([
    entry.fleet_id,
    entry.audit_seq,
    entry.id,
    entry.recorded_at,
    entry.actor_type,
    entry.actor_id,
    entry.actor_name,
    entry.action,
    entry.object_type,
    entry.object_id,
    entry.detail_digest,
    entry.flow_id,
    entry.support_grant_id,
  ]);

export const createSealOf =
  (key: Buffer): SealOf =>
  (previous, entry) =>
    createHmac('sha256', key)
      .update(`motorpool audit 1\n${previous}\n${entryText(entry)}`)
      .digest('base64url');
