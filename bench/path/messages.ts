/** What the processes of the benchmark of the way from a unit to a browser say to each other. */
export interface NullReady {
  unit_port: number;
  web_port: number;
}
export interface WayOptions {
  unit_port: number;
  web_port: number;
  /** The request that opens the stream. */
  request: string;
  units: number;
  per_second: number;
  warm_up_ms: number;
  duration_ms: number;
}
export interface WayResult {
  /** From the packet to the frame. */
  p50_ms: number;
  p99_ms: number;
  messages: number;
}
