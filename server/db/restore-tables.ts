import type { Generated } from 'kysely';

/** Tables by which a database that was put back is recognised, as Kysely sees them. */
export interface RestoreTables {
  restore_epochs: {
    /** Of the data folder whose file holds the other half. */
    place_id: string;
    epoch: string;
    renewed_at: string;
  };
  command_holds: {
    fleet_id: string;
    held_since: string;
    /** Newest entry of the fleet's log when the hold began. */
    known_until: string | null;
    /** Mails and notifications that waited in it and are not sent any more. */
    ended_messages: Generated<number>;
  };
}
