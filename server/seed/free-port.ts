import { createServer } from 'node:net';

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** The first `count` free ports of this machine from `start` on. */
export const findFreePorts = async (start: number, count: number): Promise<number[]> => {
  const found: number[] = [];
  for (let port = Math.max(1024, start); found.length < count && port < 65_536; port += 1) {
    if (await isFree(port)) found.push(port);
  }
  if (found.length < count) throw new Error(`No ${count} free ports from ${start} on.`);
  return found;
};
