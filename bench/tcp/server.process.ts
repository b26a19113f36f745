/** Either the listener of units or what it is compared with: a server that sends back what it gets. */
import { type AddressInfo, createServer } from 'node:net';
import { listModels } from '#lib/catalogue/catalogue.ts';
import { teltonika_adapter } from '#server/adapters/teltonika/adapter.ts';
import { createTcpListener } from '#server/gateway/tcp-listener.ts';
import { readCpuUs, readResidentBytes } from '../usage.ts';
import type { ServerOptions, ServerUsage } from './messages.ts';

const { server }: ServerOptions = JSON.parse(process.argv[2] ?? '{}');

const startEcho = () =>
  new Promise<number>((resolve) => {
    const echo = createServer((socket) => {
      socket.setNoDelay(true);
      socket.on('data', (bytes) => socket.write(bytes));
      socket.on('error', () => {});
    });
    echo.listen({ port: 0, host: '127.0.0.1', backlog: 511 }, () => resolve((echo.address() as AddressInfo).port));
  });

const startGateway = async () => {
  const [model] = listModels(teltonika_adapter.brand);
  if (!model) throw new Error('The catalogue has no model for this brand.');
  const settings = {};
  const { port } = await createTcpListener({
    adapter: teltonika_adapter,
    host: '127.0.0.1',
    port: 0,
    identify: async (unit_id) => ({ unit_id, model, settings }),
    store: async () => {},
    settle: () => {},
    noteSeen: () => {},
    onConnected: () => {},
    onDisconnected: () => {},
    clock: Date.now,
    random: Math.random,
    log: { info: () => {}, warn: () => {} },
    limits: { max_connects_per_minute_and_address: 10_000_000, max_unidentified_per_address: 20_000 },
  });
  return port;
};

const readUsage = async (): Promise<ServerUsage> => ({ resident_bytes: await readResidentBytes(), cpu_us: readCpuUs() });

process.on('message', async () => process.send?.(await readUsage()));
process.send?.({ port: await (server === 'echo' ? startEcho() : startGateway()) });
