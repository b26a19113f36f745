/** What the processes of the benchmark tell each other. */
export interface PublisherOptions {
  publisher: 'relay' | 'bare';
  data_dir: string;
  database_url: string | undefined;
  amqp_url: string;
  management_url: string;
  events: number;
}

/** The queue that fills. */
export interface PublisherReady {
  virtual_host: string;
  queue: string;
}

export interface PublisherUsage {
  cpu_us: number;
}
