/** node:http that writes each event to each client when it happens: the program that one would write first. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { encodeEvent } from '#server/streams/live-view.ts';
import { answerUsage } from './answer-usage.ts';
import { makeRow } from './event.ts';
import type { BareReady, Sending } from './messages.ts';
import { tellPaced } from './paced.ts';

const clients = new Set<ServerResponse>();
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  clients.add(response);
  response.on('close', () => clients.delete(response));
});
let number = 0;

const tell = (flow_id: string) => {
  number += 1;
  const row = makeRow(flow_id, number);
  const frame = `id: ${row.sequence}\nevent: log\ndata: [${encodeEvent(row)}]\n\n`;
  for (const client of clients) client.write(frame);
};

answerUsage();
process.on('message', async (sending: Sending | string) => {
  if (typeof sending === 'string') return;
  await tellPaced(sending, async (flow_ids) => {
    for (const flow_id of flow_ids) {
      tell(flow_id);
      // Events come one by one.
      await setImmediate();
    }
  });
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 511 }, () => {
  const ready: BareReady = { port: (server.address() as AddressInfo).port };
  process.send?.(ready);
});
