/** What the processes of benchmark F say to each other. */
export interface ServerOptions {
  /** `gateway`: the real listener and adapter, with a store that does nothing. `echo`: a bare node:net server. */
  server: 'gateway' | 'echo';
}
export interface ServerUsage {
  resident_bytes: number;
  cpu_us: number;
}
export interface LoadOptions {
  port: number;
  connections: number;
  /** Of them so many send, as fast as they are answered. */
  senders: number;
  /** Length of the answer to one packet. */
  answer_bytes: number;
  duration_ms: number;
}
export interface StormResult {
  elapsed_ms: number;
}
export interface SendResult {
  answered: number;
  elapsed_ms: number;
}
