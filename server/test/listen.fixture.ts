import { createServer, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApiListener } from '#server/rest/api-listener.ts';
import { base_path, createRest } from '#server/rest/rest.ts';
import { createStreamHub } from '#server/streams/sse.ts';
import type { TestApp } from './app.fixture.ts';

/** A fault planted between the API and its caller. */
export type Alter = (response: Response, request: Request) => Response;

/** The API of a test installation at an address of its own, for clients that insist on a socket. The installation believes that this is its public address. */
export const listen = async ({ app }: TestApp, alter?: Alter, options: ServerOptions = {}) => {
  const server = createServer(options, (message, response) => void answer(message, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hub = createStreamHub(app);
  const own = { ...app, config: { ...app.config, app_url: url } };
  // What is written to the socket can no longer be altered.
  const answerAltered = (change: Alter) => {
    const rest = createRest(own, hub);
    return getRequestListener(async (request) => change(await rest.fetch(request), request), { overrideGlobalObjects: false });
  };
  const answer = alter ? answerAltered(alter) : createApiListener(own, hub).answer;
  return {
    url,
    api_url: `${url}${base_path}`,
    countConnections: () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count))),
    close: async () => {
      await hub.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
export type Listening = Awaited<ReturnType<typeof listen>>;
