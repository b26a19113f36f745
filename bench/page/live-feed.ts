import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { live_path } from '#lib/contract/live.ts';
import type { StateRecord } from '#lib/domain/state-record.ts';

export interface LiveFeed {
  url: string;
  /** Lets this share of the vehicles move each second, until it is set to 0. */
  move: (vehicle_ids: readonly string[], moving_share: number) => void;
  stop: () => Promise<void>;
}

const tick_ms = 100;
const heading_deg = 90;
/** Beyond anything that a fresh installation has logged. */
const first_sequence = 1_000_000_000;

const passOn = (target: URL, incoming: IncomingMessage, outgoing: ServerResponse) => {
  const { method, url, headers } = incoming;
  const onward = request({ host: target.hostname, port: target.port, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
};

/** Stands before an installation and answers its live stream itself, with reports of as many vehicles as a benchmark wants; all else is passed on. */
export const startLiveFeed = async (app_url: string): Promise<LiveFeed> => {
  const target = new URL(app_url);
  const streams = new Set<ServerResponse>();
  let sequence = first_sequence;
  let ids: readonly string[] = [];
  let due_per_tick = 0;
  let next = 0;

  const server = createServer((incoming, outgoing) => {
    if (!incoming.url?.startsWith(live_path)) {
      passOn(target, incoming, outgoing);
      return;
    }
    outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    outgoing.write(`event: alive\ndata: ${JSON.stringify({ at: new Date().toISOString() })}\n\n`);
    streams.add(outgoing);
    outgoing.on('close', () => streams.delete(outgoing));
  });

  const reportOf = (vehicle_id: string) => {
    sequence += 1;
    const at = new Date().toISOString();
    const turn = sequence / 97;
    const record: StateRecord = {
      t: at,
      s: {
        position: { lat: -34.85 + Math.sin(turn) / 10, lon: -56.1 + Math.cos(turn) / 10 },
        speed_in_kilometers_per_hour: 20 + (sequence % 40),
        heading_in_degrees: heading_deg + (sequence % 180),
        state_of_charge_or_fuel_level_in_percent: sequence % 101,
      },
    };
    return {
      sequence,
      id: `E${sequence}`,
      type: 'VehicleStateRecorded',
      vehicle_id,
      occurred_at: at,
      received_at: at,
      flow_id: '',
      data: record,
    };
  };

  const timer = setInterval(() => {
    const count = Math.round(due_per_tick);
    if (count === 0 || streams.size === 0) return;
    const events = Array.from({ length: count }, () => {
      next = (next + 7919) % ids.length;
      return reportOf(ids[next] ?? '');
    });
    const frame = `id: ${sequence}\nevent: log\ndata: ${JSON.stringify(events)}\n\n`;
    for (const stream of streams) stream.write(frame);
  }, tick_ms);
  const alive = setInterval(() => {
    for (const stream of streams) stream.write(`event: alive\ndata: ${JSON.stringify({ at: new Date().toISOString() })}\n\n`);
  }, 5000);

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    move: (vehicle_ids, moving_share) => {
      ids = vehicle_ids;
      due_per_tick = (vehicle_ids.length * moving_share * tick_ms) / 1000;
    },
    stop: async () => {
      clearInterval(timer);
      clearInterval(alive);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
