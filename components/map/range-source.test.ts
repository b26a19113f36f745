import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createRangeSource } from './range-source.ts';

const file = Buffer.from('0123456789'.repeat(10));
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

const serve = async (options: { ranges: boolean; etag?: () => string }) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const range = request.headers.range ?? '';
    asked.push(range);
    const [from = 0, to = 0] = range.replace('bytes=', '').split('-').map(Number);
    if (options.etag) response.setHeader('etag', options.etag());
    response.setHeader('connection', 'close');
    const body = options.ranges ? file.subarray(from, to + 1) : file;
    response.writeHead(options.ranges ? 206 : 200, { 'content-length': body.length }).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { asked, url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/map.pmtiles` };
};

const text = ({ data }: { data: ArrayBuffer }) => Buffer.from(data).toString();

describe('createRangeSource', () => {
  it('reads a part, and equal parts only once', async () => {
    const { asked, url } = await serve({ ranges: true });
    const source = createRangeSource(url);
    const both = await Promise.all([source.getBytes(3, 4), source.getBytes(3, 4)]);
    expect(both.map(text)).toEqual(['3456', '3456']);
    expect(text(await source.getBytes(3, 4))).toBe('3456');
    expect(asked).toEqual(['bytes=3-6']);
  });

  it('hands out copies, which a worker may take away', async () => {
    const { url } = await serve({ ranges: true });
    const source = createRangeSource(url);
    const { data } = await source.getBytes(0, 5);
    structuredClone(data, { transfer: [data] });
    expect(text(await source.getBytes(0, 5))).toBe('01234');
  });

  it('notices that the file was replaced', async () => {
    const versions = ['"one"', '"two"'];
    const { url } = await serve({ ranges: true, etag: () => versions.shift() ?? '"two"' });
    const source = createRangeSource(url);
    const { etag } = await source.getBytes(0, 4);
    await expect(source.getBytes(4, 4, undefined, etag)).rejects.toThrow('replaced');
  });

  it('refuses a server that would send the whole file for each part, and asks again later', async () => {
    const { asked, url } = await serve({ ranges: false });
    const source = createRangeSource(url);
    await expect(source.getBytes(0, 4)).rejects.toThrow('range requests');
    await expect(source.getBytes(0, 4)).rejects.toThrow('range requests');
    expect(asked).toHaveLength(2);
  });
});
