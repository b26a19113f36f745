/** What the processes of benchmark A3 say to each other. */
export interface ServerOptions {
  /** `bare`: a node:http server that parses the same body and does nothing with it. */
  server: 'gateway' | 'bare';
  data_dir: string;
  database_url: string | undefined;
  unit_ids: string[];
}
export interface ServerReady {
  url: string;
}
export interface ServerUsage {
  cpu_us: number;
  stored: number;
}
export interface LoadOptions {
  url: string;
  unit_ids: string[];
  senders: number;
  duration_ms: number;
}
export interface LoadResult {
  answered: number;
  elapsed_ms: number;
}

export const push_brand = 'SEGWAY';
export const push_secret = 'bench-push-secret';
export const push_client = 'bench-platform';
