/** node:http that answers bytes it was given, and nothing else: the least that any server could do. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BareOptions, Usage } from './messages.ts';

const bodies = new Map<string, Buffer>();
const server = createServer((request, response) => {
  const body = bodies.get(request.url ?? '');
  if (!body) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
});
process.on('message', (message: BareOptions | { ask: 'usage' }) => {
  if ('bodies' in message) {
    for (const [path, body] of Object.entries(message.bodies)) bodies.set(path, Buffer.from(body));
  }
  const { user, system } = process.cpuUsage();
  const usage: Usage = { cpu_us: user + system };
  process.send?.(usage);
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
