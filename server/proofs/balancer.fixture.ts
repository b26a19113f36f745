import { request } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

export interface BalancedGateway {
  /** Where it answers whether it is well. */
  push_port: number;
  ports: Record<string, number>;
}

const check_every_ms = 250;
const check_limit_ms = 1_000;

const isWell = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/health', agent: false, timeout: check_limit_ms }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on('error', () => resolve(false));
    asked.on('timeout', () => asked.destroy());
    asked.end();
  });

/**
 * What an operator puts in front of several gateways: one address per brand, connections in turn to those that are well, and the connections to one that is
 * not are cut.
 */
export const startBalancer = async (brands: readonly string[]) => {
  const gateways = new Map<string, BalancedGateway & { well: boolean; sockets: Set<Socket> }>();
  let turn = 0;

  const forward = (brand: string, incoming: Socket) => {
    const well = [...gateways.values()].filter((gateway) => gateway.well);
    turn += 1;
    const gateway = well[turn % Math.max(1, well.length)];
    incoming.on('error', () => incoming.destroy());
    if (!gateway) return incoming.destroy();
    const outgoing = connect({ host: '127.0.0.1', port: gateway.ports[brand] ?? 0, noDelay: true });
    gateway.sockets.add(incoming);
    outgoing.on('error', () => outgoing.destroy());
    outgoing.on('close', () => incoming.destroy());
    incoming.on('close', () => {
      gateway.sockets.delete(incoming);
      outgoing.destroy();
    });
    incoming.pipe(outgoing).pipe(incoming);
  };

  const open = (brand: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const server = createServer({ noDelay: true }, (incoming) => forward(brand, incoming)).once('error', reject);
      onTestFinished(() => {
        for (const { sockets } of gateways.values()) for (const socket of sockets) socket.destroy();
        server.close();
      });
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });

  const check = async () => {
    for (const gateway of gateways.values()) {
      gateway.well = await isWell(gateway.push_port);
      if (!gateway.well) for (const socket of gateway.sockets) socket.destroy();
    }
  };
  let stopped = false;
  const watch = async () => {
    while (!stopped) {
      await check();
      await wait(check_every_ms);
    }
  };
  void watch();
  onTestFinished(() => {
    stopped = true;
  });

  const ports: Record<string, number> = {};
  for (const brand of brands) ports[brand] = await open(brand);
  return {
    ports,
    /** In place of the one of the same name. */
    put: (name: string, gateway: BalancedGateway) => void gateways.set(name, { ...gateway, well: true, sockets: new Set() }),
  };
};
