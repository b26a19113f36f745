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

export const benchImei = (index: number): string => String(350_000_000_000_000 + index);
