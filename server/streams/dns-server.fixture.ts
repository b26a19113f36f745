/** A name server over UDP that answers what it is told to, after RFC 1035: enough for A and AAAA questions. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';

const types = { A: 1, AAAA: 28 } as const;

/** The sixteen bytes of an address with at most one `::`. */
const encodeIpv6 = (address: string): Buffer => {
  const [left = '', right] = address.split('::');
  const groups = (text: string) => text.split(':').filter(Boolean);
  const [before, after] = [groups(left), groups(right ?? '')];
  const zeros = right === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0');
  const words = [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
  return Buffer.from(words.flatMap((word) => [word >> 8, word & 0xff]));
};

const encodeAddress = (address: string): Buffer => (isIPv6(address) ? encodeIpv6(address) : Buffer.from(address.split('.').map(Number)));

const readName = (question: Buffer): string => {
  const labels: string[] = [];
  let at = 12;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.subarray(at + 1, at + 1 + length).toString());
    at += length + 1;
  }
  return labels.join('.');
};

export interface DnsServer {
  address: string;
  close(): void;
}

/** `answer`: the addresses of a name, asked anew for each question. They are good for no time at all. */
export const startDnsServer = async (answer: (name: string) => readonly string[]): Promise<DnsServer> => {
  const socket = createSocket('udp4');
  socket.on('message', (question, from) => {
    const name = readName(question);
    const end = 12 + name.length + 2;
    const type = question.readUInt16BE(end);
    const wanted = answer(name).filter((address) => (isIPv6(address) ? types.AAAA : types.A) === type);
    const header = Buffer.from(question.subarray(0, 12));
    header.writeUInt16BE(0x8180, 2);
    header.writeUInt16BE(wanted.length, 6);
    header.writeUInt16BE(0, 8);
    header.writeUInt16BE(0, 10);
    const records = wanted.map((address) => {
      const bytes = encodeAddress(address);
      const head = Buffer.alloc(12);
      head.writeUInt16BE(0xc00c, 0);
      head.writeUInt16BE(type, 2);
      head.writeUInt16BE(1, 4);
      head.writeUInt16BE(bytes.length, 10);
      return Buffer.concat([head, bytes]);
    });
    socket.send(Buffer.concat([header, question.subarray(12, end + 4), ...records]), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
};
