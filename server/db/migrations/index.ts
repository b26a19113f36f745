import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';
import * as initial from './0001-initial.ts';
import * as api_clients from './0002-api-clients.ts';
import * as lifecycle from './0003-lifecycle.ts';
import * as lists from './0004-lists.ts';
import * as full_records from './0005-full-records.ts';
import * as webhooks from './0005-webhooks.ts';
import * as command_plans from './0006-command-plans.ts';
import * as vendor_streams from './0007-vendor-streams.ts';
import * as unit_passwords from './0008-unit-passwords.ts';
import * as people from './0009-people.ts';
import * as saved_views from './0010-saved-views.ts';
import * as desk from './0011-desk.ts';
import * as change_index from './0012-change-index.ts';
import * as imports from './0013-imports.ts';
import * as health from './0014-health.ts';
import * as quick_reads from './0015-quick-reads.ts';
import * as steady_indexes from './0015-steady-indexes.ts';
import * as smaller_cells from './0016-smaller-cells.ts';
import * as event_consumers from './0020-event-consumers.ts';
import * as sharing from './0021-sharing.ts';
import * as vehicle_changes from './0021-vehicle-changes.ts';
import * as vehicle_log from './0021-vehicle-log.ts';
import * as duplicate_sessions from './0022-duplicate-sessions.ts';
import * as trips from './0023-trips.ts';
import * as geofences from './0024-geofences.ts';
import * as several_gateways from './0025-several-gateways.ts';
import * as notifications from './0026-notifications.ts';
import * as restore_epochs from './0027-restore-epochs.ts';
import * as history_blocks from './0028-history-blocks.ts';
import * as audit_chain from './0029-audit-chain.ts';
import * as support_grants from './0029-support-grants.ts';
import * as ended_messages from './0033-ended-messages.ts';

export interface Step {
  up(db: Kysely<Schema>, dialect: Dialect): Promise<void>;
  /** Takes it back; only for steps that older versions would stumble over, and for practice. */
  down?(db: Kysely<Schema>, dialect: Dialect): Promise<void>;
  /** Older versions cannot go on: a table or column that they use is gone or is another one. To be avoided: add first, take away a release later. */
  takes_away?: boolean;
}

/** In order, never edited once released: a change is a new entry. */
export const migrations: Record<string, Step> = {
  '0001-initial': initial,
  '0002-api-clients': api_clients,
  '0003-lifecycle': lifecycle,
  '0004-lists': lists,
  '0005-full-records': full_records,
  '0005-webhooks': webhooks,
  '0006-command-plans': command_plans,
  '0007-vendor-streams': vendor_streams,
  '0008-unit-passwords': unit_passwords,
  '0009-people': people,
  '0010-saved-views': saved_views,
  '0011-desk': desk,
  '0013-imports': imports,
  '0012-change-index': change_index,
  '0014-health': health,
  '0015-quick-reads': quick_reads,
  '0015-steady-indexes': steady_indexes,
  '0016-smaller-cells': smaller_cells,
  '0020-event-consumers': event_consumers,
  '0021-sharing': sharing,
  '0021-vehicle-changes': vehicle_changes,
  '0021-vehicle-log': vehicle_log,
  '0022-duplicate-sessions': duplicate_sessions,
  '0029-audit-chain': audit_chain,
  '0023-trips': trips,
  '0026-notifications': notifications,
  '0025-several-gateways': several_gateways,
  '0027-restore-epochs': restore_epochs,
  '0024-geofences': geofences,
  '0029-support-grants': support_grants,
  '0028-history-blocks': history_blocks,
  '0033-ended-messages': ended_messages,
};
