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
  memberships: { user_id: string; fleet_id: string; preset: string | null; permissions: string };
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
