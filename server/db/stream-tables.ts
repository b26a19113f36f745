/** Tables about vendors' message logs and about units that are registered with their vendors. */
export interface StreamTables {
  unit_setups: {
    credentials_id: string;
    unit_id: string;
    fleet_id: string;
    brand: string;
    vehicle_id: string;
    vehicle_model_id: string;
    extensions: string;
    /** ATTACH or DETACH. */
    wish: string;
    /** OPEN while something is to be done, then DONE or FAILED. */
    status: string;
    /** The adapter's own, JSON object. */
    progress: string;
    detail: string | null;
    attempts: number;
    next_at: string;
    /** Raised whenever somebody else has something new to say to it. */
    revision: number;
    modified_at: string;
  };
  unit_notes: { fleet_id: string; brand: string; unit_id: string; notes: string };
  command_results: { fleet_id: string; tracking_id: string; outcome: string; detail: string; received_at: string };
  seen_messages: { credentials_id: string; message_key: string; seen_at: string };
  streams: {
    credentials_id: string;
    fleet_id: string;
    brand: string;
    /** CONNECTED or BROKEN. */
    status: string;
    waiting_messages: number | null;
    /** When nothing waited last. */
    caught_up_at: string | null;
    checked_at: string;
  };
}
