/** Reads the shared test vectors of both dialects, and opens sessions without a socket; used by tests alone. */
import { readFileSync } from 'node:fs';
import { okai_models } from '#lib/catalogue/models/okai.ts';
import { queclink_models } from '#lib/catalogue/models/queclink.ts';
import type { CommandCapability } from '#lib/domain/command.ts';
import { Secret } from '#lib/domain/secret.ts';
import type { StateReport, UnitRef } from '#lib/domain/telematics.ts';
import { createOkaiAdapter } from '../okai/adapter.ts';
import type { CommandOrder, SessionIo } from '../port.ts';
import { createQueclinkAdapter } from '../queclink/adapter.ts';

export interface Vector {
  id: string;
  direction: 'device-to-server' | 'server-to-device';
  dialect: string;
  text: string;
  reply?: string | null;
  expected: Record<string, unknown> & { kind: string };
}
interface VectorStream {
  id: string;
  segments: string[];
  splitEvery?: number;
  repeatLast?: number;
  settings?: { serverAck?: boolean };
  expectFrames: string[];
  expectReplies: string[];
  expectClose?: boolean;
}
const file = JSON.parse(readFileSync(new URL('./vectors.json', import.meta.url), 'utf8')) as { vectors: Vector[]; streams: VectorStream[] };
export const { vectors, streams } = file;

export const vectorText = (id: string): string => {
  const vector = vectors.find((entry) => entry.id === id);
  if (!vector) throw new Error(`no vector ${id}`);
  return vector.text;
};

export const password = new Secret('Zk7Yq2');

const adapters = { okai: createOkaiAdapter, queclink: createQueclinkAdapter };
const models = { okai: okai_models, queclink: queclink_models };
export type Dialect = keyof typeof adapters;

export const modelNamed = (dialect: Dialect, part: string) => {
  const model = models[dialect].find((entry) => entry.vehicle_model.includes(part));
  if (!model) throw new Error(`no model ${part}`);
  return model;
};

/** A session whose socket, allow-list and store are lists; every unit is on the list. */
export const openSession = (
  dialect: Dialect,
  { model = modelNamed(dialect, dialect === 'okai' ? 'ES400' : 'GV300'), settings = {}, ...more }: Partial<OpenOptions> = {},
) => {
  const written: string[] = [];
  const reports: StateReport[] = [];
  const strikes: { reason: string; masked: string }[] = [];
  const settled: string[] = [];
  const closed: string[] = [];
  const timeouts = { answer_timeout_ms: 60, confirm_timeout_ms: 100, ...more.timeouts };
  const session = adapters[dialect](timeouts).createSession({
    write: (bytes) => written.push(Buffer.from(bytes).toString('latin1')),
    close: (reason) => closed.push(reason),
    identify: async (unit_id): Promise<UnitRef | undefined> => (more.stranger ? undefined : { unit_id, model, settings }),
    store: more.store ?? (async (list) => void reports.push(...list)),
    settle: (command_id, outcome, _detail, kind) => settled.push([command_id, outcome, kind].filter(Boolean).join(' ')),
    strike: (reason, frame) => strikes.push({ reason, masked: Buffer.from(frame).toString('latin1') }),
    context: { clock: more.clock ?? Date.now, random: () => 0, log: { info: () => {}, warn: () => {} }, flow_id: 'test' },
  });
  const send = (text: string) => session.receive(Buffer.from(text, 'latin1'));
  return { session, send, written, reports, strikes, settled, closed };
};
interface OpenOptions {
  model: UnitRef['model'];
  settings: Record<string, unknown>;
  store: SessionIo['store'];
  stranger: true;
  timeouts: { answer_timeout_ms?: number };
  clock: SessionIo['context']['clock'];
}

export const order = (capability: CommandCapability, command_id = 'C1', life_ms = 60_000): CommandOrder => ({
  command_id,
  capability,
  expires_at: new Date(Date.now() + life_ms).toISOString(),
  password,
});
