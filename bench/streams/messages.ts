import type { BenchPlace } from '../open-app.ts';

/** What the processes of the benchmark of streams say to each other. */
export interface WebReady {
  port: number;
  fleet_id: string;
  token: string;
}
export interface BareReady {
  port: number;
}
export interface Usage {
  cpu_us: number;
}
export interface Memory {
  resident_bytes: number;
}

/** So many events, all with a flow id that begins with the mark; that of the last one ends with `last`. */
export interface Sending {
  mark: string;
  events: number;
  per_second: number;
}

export interface FeederOptions extends BenchPlace {
  fleet_id: string;
}
export interface PublisherOptions {
  port: number;
}

export interface ClientsOptions {
  port: number;
  clients: number;
  /** What each client says when it is connected, base64. */
  hello: string;
  /** Bytes that tell that it is taken in. */
  ready_bytes: number;
}
/** Waits until every client has the last event of this mark. */
export type Watch = Pick<Sending, 'mark' | 'events'>;
