/** Reads the shared test vectors; used by tests alone. */
import { readFileSync } from 'node:fs';

export interface Vector {
  id: string;
  direction: 'device-to-server' | 'server-to-device';
  hex: string;
  crc: 'ok' | 'bad' | 'none';
  reply: { accept?: string; reject?: string; refuse?: string } | null;
  expected: Record<string, unknown> & { kind: string };
}
export interface VectorStream {
  id: string;
  segments: string[];
  splitEvery?: number;
  expectFrames: string[];
  expectReplies: string[];
  expectClose?: boolean;
  serverWrites?: string[];
}

const file = JSON.parse(readFileSync(new URL('./vectors.json', import.meta.url), 'utf8')) as { vectors: Vector[]; streams: VectorStream[] };
export const { vectors, streams } = file;

export const vectorFrame = (id: string): Buffer => {
  const vector = vectors.find((entry) => entry.id === id);
  if (!vector) throw new Error(`no vector ${id}`);
  return Buffer.from(vector.hex, 'hex');
};
