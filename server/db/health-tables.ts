/** Tables about how the installation fares. */
export interface HealthTables {
  report_intervals: {
    vehicle_model_id: string;
    mode: string;
    expected_interval_seconds: number;
    samples: number;
    /** Histogram of `lib/domain/interval-histogram.ts`, JSON array. */
    buckets: string;
    updated_at: string;
  };
  duplicate_sessions: {
    vehicle_id: string;
    fleet_id: string;
    unit_id: string;
    remote_address: string;
    times: number;
    first_seen_at: string;
    last_seen_at: string;
  };
  process_reports: {
    name: string;
    /** WEB or GATEWAY. */
    kind: string;
    started_at: string;
    reported_at: string;
    /** JSON object of `lib/domain/process-figures.ts`. */
    figures: string;
  };
}
