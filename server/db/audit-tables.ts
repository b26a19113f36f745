import type { Generated } from 'kysely';

/** Tables of who did what. Entries and seals are appended; the database refuses the rest (`audit-triggers.ts`). */
export interface AuditTables {
  audit_log: {
    fleet_id: string;
    id: string;
    /** Place in the fleet's log, from 1 without a gap. */
    audit_seq: number;
    recorded_at: string;
    actor_type: string;
    actor_id: string;
    actor_name: string;
    action: string;
    object_type: string;
    object_id: string;
    detail: string;
    /** Empty once the details were erased. */
    detail_salt: string;
    /** Of salt and details; see `server/audit-digest.ts`. */
    detail_digest: string;
    flow_id: string;
    /** The support access under which it was done. */
    support_grant_id: Generated<string | null>;
  };
  /** How many entries a fleet has. */
  audit_sequences: { fleet_id: string; last_seq: number };
  /** What the gateway makes of an entry and the seal before; nobody else has the key. */
  audit_seals: { fleet_id: string; audit_seq: number; seal: string };
}
