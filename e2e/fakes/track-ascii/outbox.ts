export interface KeptReport {
  message: string;
  /** From version to the last field in front of the send time. */
  body: string;
  send_time: string;
  count: string;
}

/** Reports of the unit: sent at once, or kept while it is not connected and sent as stored ones later. In SACK mode each waits for its acknowledgement. */
export const createOutbox = (options: {
  send: (text: string) => boolean;
  server_ack: boolean;
  resend_after_ms: number;
  max_kept: number;
}) => {
  const kept: KeptReport[] = [];
  let resend: NodeJS.Timeout | undefined;
  let sent = 0;
  let acknowledged = 0;

  const write = (report: KeptReport, head: 'RESP' | 'BUFF'): boolean => {
    const done = options.send(`+${head}:${report.message},${report.body},${report.send_time},${report.count}$`);
    if (done) sent += 1;
    return done;
  };
  const armResend = (): void => {
    clearTimeout(resend);
    if (options.server_ack && kept.length > 0) resend = setTimeout(flush, options.resend_after_ms);
  };
  const flush = (): void => {
    for (const report of [...kept]) {
      if (!write(report, 'BUFF')) break;
      if (!options.server_ack) kept.shift();
    }
    armResend();
  };

  return {
    add: (report: KeptReport): void => {
      const done = write(report, 'RESP');
      if (done && !options.server_ack) return;
      kept.push(report);
      if (kept.length > options.max_kept) kept.shift();
      armResend();
    },
    /** Everything that is kept, as stored reports. */
    flush,
    acknowledge: (count: string): void => {
      const place = kept.findIndex((report) => report.count === count);
      if (place < 0) return;
      kept.splice(place, 1);
      acknowledged += 1;
    },
    rest: () => clearTimeout(resend),
    stats: () => ({ kept: kept.length, sent, acknowledged }),
  };
};
