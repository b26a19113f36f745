import type { Generated } from 'kysely';

/** Tables about who may come in. */
export interface AccessTables {
  users: {
    id: string;
    email: string;
    name: string;
    password_hash: string | null;
    /** Raised by whatever must end the user's sessions. */
    version: number;
    created_at: string;
    disabled_at: string | null;
  };
  memberships: {
    user_id: string;
    fleet_id: string;
    /** Name of the preset that the permissions came from. */
    preset: string | null;
    /** The preset that the permissions follow. */
    preset_id: Generated<string | null>;
    job_title: Generated<string | null>;
    permissions: string;
    created_at: string;
    revision: Generated<number>;
  };
  permission_presets: {
    id: string;
    fleet_id: string;
    name: string;
    permissions: string;
    revision: number;
    created_at: string;
    modified_at: string;
  };
  /** Open ones alone: who came, and who was not to come any more, leaves none. */
  invitations: {
    id: string;
    fleet_id: string;
    email: string;
    name: string | null;
    job_title: string | null;
    preset: string | null;
    preset_id: string | null;
    permissions: string;
    token_hash: string;
    invited_by_id: string;
    invited_by_name: string;
    created_at: string;
    expires_at: string;
  };
  password_resets: { token_hash: string; user_id: string; created_at: string; expires_at: string };
  second_factors: {
    user_id: string;
    /** Only web opens it; see `server/auth/identity-seal.ts`. */
    sealed_seed: string;
    created_at: string;
    /** Null until the person has shown a code. */
    enabled_at: string | null;
    /** Number of the 30 s step whose code was taken last: none up to it is taken again. */
    last_step: number;
  };
  /** Each is removed when it is used. */
  recovery_codes: { user_id: string; code_hash: string };
  sessions: {
    id: string;
    user_id: string;
    user_version: number;
    created_at: string;
    last_seen_at: string;
    expires_at: string;
    revoked_at: string | null;
    user_agent: string | null;
    /** Which of the person's fleets was chosen; null: the first. */
    fleet_id: string | null;
  };
  /** Who was let in for a time without belonging to the fleet. */
  support_grants: {
    id: string;
    fleet_id: string;
    user_id: string;
    email: string;
    reason: string;
    permissions: string;
    granted_by_id: string;
    granted_by_name: string;
    created_at: string;
    expires_at: string;
    ended_at: string | null;
  };
  sign_in_attempts: { key: string; points: number; expires_at: string | null };
  api_clients: {
    id: string;
    fleet_id: string;
    name: string;
    secret_hash: string;
    /** The secret before, as long as both are accepted. */
    old_secret_hash: string | null;
    old_secret_expires_at: string | null;
    permissions: string;
    revision: number;
    created_at: string;
    modified_at: string;
    last_used_at: string | null;
    revoked_at: string | null;
  };
  api_tokens: {
    token_hash: string;
    client_id: string;
    fleet_id: string;
    /** Of the secret it was asked for with: the token lives no longer than that. */
    secret_hash: string;
    permissions: string;
    created_at: string;
    expires_at: string;
  };
}
