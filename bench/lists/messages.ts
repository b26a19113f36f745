/** What the processes of the benchmark of lists say to each other. */
export interface WebOptions {
  data_dir: string;
  database_url: string | undefined;
  vehicles: number;
}

/** A vehicle of the fleet, to ask for what it has. */
export interface SampleVehicle {
  id: string;
  license_plate: string | null;
  tags: string[];
  lat: number;
  lon: number;
}

export interface WebReady {
  port: number;
  token: string;
  samples: SampleVehicle[];
}

export type WebQuestion = { ask: 'usage' } | { ask: 'make_pages'; by: 'texts' | 'objects'; times: number };
export interface Usage {
  cpu_us: number;
}

export interface BareOptions {
  /** Body by path. */
  bodies: Record<string, string>;
}

export interface LoadRound {
  port: number;
  token: string;
  paths: string[];
}
export interface LoadResult {
  latencies_ms: number[];
}
