import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { live_path } from '#lib/contract/live.ts';
import { service_flags } from '#server/supervisor/service-flags.ts';
import type { Figure, MeasureContext } from '../benchmark.ts';
import { answerOf, startChild } from '../child.ts';
import type { BenchPlace } from '../open-app.ts';
import type { BareReady, ClientsOptions, FeederOptions, Memory, PublisherOptions, Sending, Usage, WebReady } from './messages.ts';
import { startMosquitto } from './mosquitto.ts';
import { connectPacket, subscribed_bytes, subscribePacket } from './mqtt-packets.ts';

export type StreamServer = 'ours' | 'bare' | 'mosquitto';

export interface StreamLoad {
  clients: number;
  /** Events of a turn by events a second. */
  turns: Record<number, number>;
}

export interface StreamRound {
  /** Processor time of the server by events a second. */
  perDelivery: Record<number, Figure>;
  memory: Figure;
}

const start = (file: string, options: object, flags?: readonly string[]) => startChild(join(import.meta.dirname, file), options, flags);

/** Something that has streams, and something that makes events for it. */
interface Subject {
  port: number;
  hello: Buffer;
  ready_bytes: number;
  cpuUs(): Promise<number> | number;
  residentBytes(): Promise<number> | number;
  /** Is told what to send. */
  source: ChildProcess;
  stop(): void;
}

const request = (path: string, headers: Record<string, string> = {}): Buffer => {
  const lines = Object.entries({ host: '127.0.0.1', accept: 'text/event-stream', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
};

const usageOf = (server: ChildProcess) => ({
  cpuUs: async () => (await answerOf<Usage>(server, 'cpu')).cpu_us,
  residentBytes: async () => (await answerOf<Memory>(server, 'memory')).resident_bytes,
});

const startOurs = async (database_url: string | undefined): Promise<Subject> => {
  const place: BenchPlace = { data_dir: mkdtempSync(join(tmpdir(), 'motorpool-bench-')), database_url };
  const web = start('web.process.ts', place, service_flags);
  const { port, fleet_id, token } = await answerOf<WebReady>(web);
  const source = start('feeder.process.ts', { ...place, fleet_id } satisfies FeederOptions);
  await answerOf<object>(source);
  const stop = () => {
    source.kill('SIGKILL');
    web.kill('SIGKILL');
    rmSync(place.data_dir, { recursive: true, force: true });
  };
  return { port, hello: request(live_path, { authorization: `Bearer ${token}` }), ready_bytes: 1, source, stop, ...usageOf(web) };
};

const startBare = async (): Promise<Subject> => {
  const source = start('bare.process.ts', {});
  const { port } = await answerOf<BareReady>(source);
  return { port, hello: request('/'), ready_bytes: 1, source, stop: () => source.kill('SIGKILL'), ...usageOf(source) };
};

const startBroker = async (): Promise<Subject> => {
  const { port, cpuUs, stop } = await startMosquitto();
  const source = start('publisher.process.ts', { port } satisfies PublisherOptions);
  await answerOf<object>(source);
  const stopBoth = () => {
    source.kill('SIGKILL');
    stop();
  };
  const hello = Buffer.concat([connectPacket, subscribePacket]);
  return { port, hello, ready_bytes: subscribed_bytes, cpuUs, residentBytes: () => Number.NaN, source, stop: stopBoth };
};

const startSubject = { ours: startOurs, bare: startBare, mosquitto: startBroker } as const;

const connectClients = async ({ port, hello, ready_bytes }: Subject, clients: number): Promise<ChildProcess> => {
  const options: ClientsOptions = { port, clients, ready_bytes, hello: hello.toString('base64') };
  const child = start('clients.process.ts', options);
  await answerOf<object>(child);
  return child;
};

/** Processor time of the server until every client has every event. */
const sendTurn = async (subject: Subject, clients: ChildProcess, sending: Sending): Promise<number> => {
  const before = await subject.cpuUs();
  clients.send({ mark: sending.mark, events: sending.events });
  const all = answerOf<object>(clients);
  subject.source.send(sending);
  await all;
  return (await subject.cpuUs()) - before;
};

/** Connects so many clients and sends each rate's events to all of them. Throws when a client is cut or misses an event. */
export const runStreams = async (server: StreamServer, load: StreamLoad, database_url?: string): Promise<StreamRound> => {
  const subject = await startSubject[server](database_url);
  let clients: ChildProcess | undefined;
  try {
    // What the first connections and events compile belongs to the program.
    const first = await connectClients(subject, Math.min(50, load.clients));
    await sendTurn(subject, first, { mark: 'warm-', events: 200, per_second: 1000 });
    first.kill('SIGKILL');
    const before = await subject.residentBytes();
    clients = await connectClients(subject, load.clients);
    const after = await subject.residentBytes();
    const perDelivery: StreamRound['perDelivery'] = {};
    for (const [per_second, events] of Object.entries(load.turns)) {
      const cpu_us = await sendTurn(subject, clients, { mark: `at-${per_second}-`, events, per_second: Number(per_second) });
      const value = cpu_us / events / load.clients;
      perDelivery[Number(per_second)] = { value, unit: 'µs CPU a delivery', cpu_us_per_operation: value };
    }
    return { perDelivery, memory: { value: (after - before) / load.clients / 1000, unit: 'kB a client' } };
  } finally {
    clients?.kill('SIGKILL');
    subject.stop();
  }
};

const rounds = new Map<string, Promise<StreamRound>>();

/** One round of each repetition serves all that is asked of it. */
export const streamRound = (server: StreamServer, load: StreamLoad, { database, database_url, repetition }: MeasureContext) => {
  const key = [server, load.clients, database, repetition].join(' ');
  const round = rounds.get(key) ?? runStreams(server, load, database_url);
  rounds.set(key, round);
  return round;
};
