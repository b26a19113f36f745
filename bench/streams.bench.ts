import type { Benchmark, Figure, MeasureContext } from './benchmark.ts';
import { mosquitto_file } from './streams/mosquitto.ts';
import { type StreamLoad, type StreamServer, streamRound } from './streams/run-streams.ts';

const usual: StreamLoad = { clients: 1_000, turns: { 20: 20, 200: 100, 1000: 500 } };
const many: StreamLoad = { clients: 8_000, turns: { 20: 10, 200: 30, 1000: 60 } };

const deliveryAt =
  (server: StreamServer, load: StreamLoad, per_second: number) =>
  async (context: MeasureContext): Promise<Figure> => {
    const figure = (await streamRound(server, load, context)).perDelivery[per_second];
    if (!figure) throw new Error(`Nothing was sent at ${per_second} events a second.`);
    return figure;
  };

const bare: Partial<Record<StreamServer, string>> = { bare: 'node:http that writes each event to each client' };
const peers: typeof bare = {
  ...bare,
  ...(mosquitto_file && { mosquitto: 'mosquitto with as many subscribers' }),
};

const againstPeer = (peer: StreamServer, name: string, load: StreamLoad, per_second: number): Benchmark => ({
  id: `C-${load.clients}-${per_second}${peer === 'bare' ? '' : `-${peer}`}`,
  title: `${load.clients} readers of the live stream, ${per_second} events a second, against ${name}`,
  // The promise is for 1,000 a second; with fewer there is less to send at once.
  goal: { ratio: per_second === 1000 ? 1 / 20 : 1, better: 'lower' },
  needs_database: load === usual,
  subject: deliveryAt('ours', load, per_second),
  peer: deliveryAt(peer, load, per_second),
});

export const benchmarks: Benchmark[] = [
  ...[usual, many].flatMap((load) =>
    Object.entries(load === usual ? peers : bare).flatMap(([peer, name]) =>
      Object.keys(load.turns).map((per_second) => againstPeer(peer as StreamServer, name, load, Number(per_second))),
    ),
  ),
  ...[usual, many].map(
    (load): Benchmark => ({
      id: `C-${load.clients}-memory`,
      title: `memory of each of ${load.clients} readers of the live stream, against node:http`,
      goal: { ratio: 1.3, better: 'lower' },
      needs_database: load === usual,
      subject: async (context) => (await streamRound('ours', load, context)).memory,
      peer: async (context) => (await streamRound('bare', load, context)).memory,
    }),
  ),
];
