/** What the processes of the benchmark tell each other. */
export interface PublisherOptions {
  /** `caught out`: the relay is at work before there is anything to publish, and the log is filled while the broker is away. */
  publisher: 'relay' | 'caught out' | 'bare';
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

/** `fill` is asked of a relay that is caught out, while the broker is away. */
export type PublisherQuestion = 'fill' | 'begin' | 'usage';
