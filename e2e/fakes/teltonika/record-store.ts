import type { WireRecord } from './wire.ts';

/** The unit's memory: records wait here until the server took them, oldest first; the packet in flight is sent again until then. */
export const createRecordStore = (options: {
  send: (records: WireRecord[]) => boolean;
  resend_after_ms: number;
  max_per_packet: number;
  max_kept: number;
}) => {
  const records: WireRecord[] = [];
  let in_flight = 0;
  let resend: NodeJS.Timeout | undefined;
  let acknowledged = 0;
  let packets = 0;

  const flush = (): void => {
    if (in_flight > 0 || records.length === 0) return;
    const packet = records.slice(0, options.max_per_packet);
    if (!options.send(packet)) return;
    in_flight = packet.length;
    packets += 1;
    clearTimeout(resend);
    resend = setTimeout(retry, options.resend_after_ms);
  };
  const retry = (): void => {
    in_flight = 0;
    flush();
  };

  return {
    add: (record: WireRecord) => {
      records.push(record);
      if (records.length > options.max_kept) {
        const dropped = records.findIndex((_, index) => index >= in_flight);
        records.splice(dropped, 1);
      }
      flush();
    },
    flush,
    /** Any other number than that of the packet leaves it waiting for its next turn. */
    acknowledge: (count: number) => {
      if (in_flight === 0 || count !== in_flight) return;
      clearTimeout(resend);
      records.splice(0, count);
      acknowledged += count;
      in_flight = 0;
      flush();
    },
    /** The connection is gone: nothing is in flight any more. */
    rest: () => {
      clearTimeout(resend);
      in_flight = 0;
    },
    stats: () => ({ buffered: records.length, acknowledged, packets }),
  };
};
