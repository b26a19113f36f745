export interface StreamFigures {
  credentials_id: string;
  brand: string;
  connected: boolean;
  waiting_messages: number | undefined;
  /** How long ago nothing waited. */
  lag_ms: number;
  /** The lag nears what the vendor keeps for us. */
  alarm: boolean;
  skipped: number;
  messages: number;
}

/** Lines of the Prometheus text format about one stream. */
export const streamMetrics = (figures: StreamFigures): string[] => {
  const labels = `{brand="${figures.brand}",credentials="${figures.credentials_id}"}`;
  return [
    `motorpool_stream_connected${labels} ${figures.connected ? 1 : 0}`,
    `motorpool_stream_lag_seconds${labels} ${Math.round(figures.lag_ms / 1000)}`,
    `motorpool_stream_lag_alarm${labels} ${figures.alarm ? 1 : 0}`,
    ...(figures.waiting_messages === undefined ? [] : [`motorpool_stream_waiting_messages${labels} ${figures.waiting_messages}`]),
    `motorpool_stream_messages_total${labels} ${figures.messages}`,
    `motorpool_stream_skipped_total${labels} ${figures.skipped}`,
  ];
};
