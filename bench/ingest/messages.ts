/** What the benchmark's processes say to each other. */
export interface GatewayOptions {
  data_dir: string;
  database_url: string | undefined;
  vehicles: number;
  /** `null`: everything but the store, the most that the gateway could ever do. */
  store: 'real' | 'null';
}
export interface LoadOptions {
  port: number;
  vehicles: number;
  connections: number;
  records_per_packet: number;
  duration_ms: number;
  /** Times of measurement begin here, so that a second run on the same data is newer than the first. */
  begins_at_ms: number;
}
export interface LoadResult {
  acknowledged: number;
  elapsed_ms: number;
}
export interface GatewayUsage {
  cpu_us: number;
  stored: number;
}

/** The first unit's id, and the ids that `multiplyFleet` gives to the copies of its vehicle. */
export const benchImei = (index: number): string => `35000000${String((index * 7_654_321) % 10_000_000).padStart(7, '0')}`;
