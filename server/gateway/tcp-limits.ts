export interface TcpLimits {
  max_connections: number;
  max_unidentified_per_address: number;
  max_connects_per_minute_and_address: number;
  max_notes_per_minute_and_address: number;
  identify_timeout_ms: number;
  idle_timeout_ms: number;
  /** Silence after which a newer connection of a unit replaces the older. */
  quiet_ms: number;
  offline_grace_ms: number;
  max_malformed_in_a_row: number;
}

/** Between the end of a unit's connection and OFFLINE (specification 7). */
export const offline_grace_ms = 60_000;

/** Identification and idle time are the brand's. */
export const default_tcp_limits: Omit<TcpLimits, 'identify_timeout_ms' | 'idle_timeout_ms'> = {
  max_connections: 20_000,
  max_unidentified_per_address: 20,
  // A carrier or private network hides thousands of units behind one address, and all of them come back at once after a restart.
  max_connects_per_minute_and_address: 6_000,
  max_notes_per_minute_and_address: 20,
  quiet_ms: 30_000,
  offline_grace_ms,
  max_malformed_in_a_row: 3,
};
