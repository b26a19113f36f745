import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '#lib/domain/secret.ts';
import { planCommand } from '../okai/commands.ts';
import { readReport as readOkai } from '../okai/report.ts';
import { OkaiSettings } from '../okai/settings.ts';
import { outputCommand, realTimeOrder } from '../queclink/commands.ts';
import { readReport as readQueclink } from '../queclink/report.ts';
import { template_names, templates } from '../queclink/templates.ts';
import { composeCommand, composeHeartbeatAnswer, type TrackCommand } from './command-text.ts';
import { createFramer, type Frame } from './frame.ts';
import { readMessage } from './message.ts';
import { openSession, streams, type Vector, vectors, vectorText } from './test-vectors.ts';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** The vectors' names in ours. */
const renamed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [snake(name), renamed(inner)]));
};

const cut = (text: string, size: number): Frame[] => {
  const framer = createFramer();
  const bytes = Buffer.from(text, 'latin1');
  const frames: Frame[] = [];
  for (let offset = 0; offset < bytes.length; offset += size) frames.push(...framer.push(bytes.subarray(offset, offset + size)));
  return frames;
};

const decode = (text: string, dialect: string): unknown => {
  const [frame, ...others] = cut(text, text.length);
  if (frame?.kind !== 'text' || others.length > 0) throw new Error('not one frame');
  const message = readMessage(frame.text);
  if (message.kind !== 'report') return message;
  const { fields: _, ...envelope } = message;
  if (dialect === 'okai') {
    const { send_time_raw: __, ...rest } = envelope;
    return { ...rest, ...readOkai(message) };
  }
  const template = template_names.find((name) => dialect.endsWith(name)) ?? 'gv300';
  return { ...envelope, ...readQueclink(message, templates[template]) };
};

const received_at_ms = Date.parse('2026-01-01T00:00:00.000Z');
const from_units = vectors.filter(({ direction }) => direction === 'device-to-server');

it('no vector is left out', () => {
  const to_units = vectors.filter(({ expected }) => ['command', 'server-ack'].includes(expected.kind));
  expect(from_units.length + to_units.length).toBe(vectors.length);
  expect(to_units.filter(({ expected }) => expected.kind === 'server-ack').map(({ id }) => id)).toEqual(['q4-reply']);
});

describe('frames of units', () => {
  it.each(from_units)('$id is read as expected', ({ text, dialect, expected }) => {
    expect(decode(text, dialect)).toEqual(renamed(expected));
  });

  it.each(from_units.filter((vector) => vector.reply !== undefined))('$id is answered as expected', async (vector) => {
    const dialect = vector.dialect === 'okai' ? 'okai' : 'queclink';
    const template = template_names.find((name) => vector.dialect.endsWith(name));
    const { send, written, strikes } = openSession(dialect, { settings: template ? { template } : {} });
    await send(vector.text);
    expect(written).toEqual(vector.reply ? [vector.reply] : []);
    expect(strikes).toEqual([]);
  });
});

describe('commands', () => {
  interface Expected {
    message: string;
    password: string;
    serial: string;
    fieldCount: number;
    outputs?: { state: 0 | 1; durationTenths: number; toggles: number }[];
    subCommand?: string;
    expireSeconds?: number;
  }
  const commandOf = ({ id, dialect, expected }: Vector): TrackCommand | undefined => {
    const { outputs, fieldCount, subCommand = '', expireSeconds = 0 } = expected as unknown as Expected;
    if (outputs) {
      const orders = outputs.map(({ state, durationTenths, toggles }) => ({ state, duration_tenths: durationTenths, toggles }));
      // The library that q13 comes from states the two optional fields as zero.
      const behind = id === 'q13' ? ['0', '0', '', ''] : Array.from({ length: fieldCount - 2 - 3 * orders.length }, () => '');
      return outputCommand(orders, behind);
    }
    if (dialect !== 'okai') return realTimeOrder(subCommand);
    const at_ms = Date.parse('2025-03-01T15:49:00.000Z');
    return planCommand('ENABLE_DRIVING', OkaiSettings.parse({}))?.compose({ at_ms, remaining_s: expireSeconds });
  };

  it.each(vectors.filter(({ expected }) => expected.kind === 'command'))('$id is written as expected', (vector) => {
    const { password, serial, fieldCount } = vector.expected as unknown as Expected;
    const command = commandOf(vector);
    if (!command) throw new Error('no command');
    const text = composeCommand(command, new Secret(password), serial);
    expect(text).toBe(vector.text);
    expect(text.split(',')).toHaveLength(fieldCount);
  });

  it('the answer to a heartbeat is written as expected', () => {
    expect(composeHeartbeatAnswer('350302', '0859')).toBe(vectorText('q4-reply'));
  });
});

describe('streams', () => {
  type Stream = (typeof streams)[number];
  const piecesOf = ({ segments, splitEvery, repeatLast = 1 }: Stream): string[] => {
    const parts = splitEvery ? segments.flatMap((text) => [...text]) : segments;
    return [...parts, ...Array.from({ length: repeatLast - 1 }, () => parts.at(-1) ?? '')];
  };
  /** The frames come from several units: each gets a session of its own. */
  const answersTo = async (text: string, { splitEvery, settings }: Stream): Promise<string[]> => {
    const { send, written } = openSession(text.includes('OK043A') ? 'okai' : 'queclink', {
      settings: { server_ack: settings?.serverAck ?? false },
    });
    for (const piece of splitEvery ? text : [text]) await send(piece);
    return written;
  };

  it.each(streams)('$id', async (stream) => {
    const pieces = piecesOf(stream);
    const framer = createFramer();
    const texts = pieces.flatMap((piece) => framer.push(Buffer.from(piece, 'latin1'))).filter((frame) => frame.kind === 'text');
    expect(texts.map(({ text }) => `${text}$`)).toEqual(stream.expectFrames.map(vectorText));
    const answers = await Promise.all(stream.expectFrames.map((id) => answersTo(vectorText(id), stream)));
    expect(answers.flat()).toEqual(stream.expectReplies);
    const whole = openSession('okai');
    for (const piece of pieces) await whole.send(piece);
    expect(whole.closed.includes('no terminator within the frame limit')).toBe(Boolean(stream.expectClose));
  });
});

describe('framing', () => {
  it.each(streams.filter(({ repeatLast }) => repeatLast === undefined))('$id gives its frames wherever it is cut in two', (stream) => {
    const all_of_it = stream.segments.join('');
    for (let place = 1; place < all_of_it.length; place += 1) {
      const framer = createFramer();
      const frames = [all_of_it.slice(0, place), all_of_it.slice(place)].flatMap((part) => framer.push(Buffer.from(part, 'latin1')));
      const texts = frames.flatMap((frame) => (frame.kind === 'text' ? `${frame.text}$` : []));
      expect([place, texts]).toEqual([place, stream.expectFrames.map(vectorText)]);
    }
  });

  const all = from_units.map(({ text }) => text).join('');

  it('gives the same frames in any fragmentation', () => {
    const whole = cut(all, all.length);
    expect(whole).toHaveLength(from_units.length);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), (size) => {
        expect(cut(all, size)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it.each(from_units)('$id is the same frame wherever it is cut in two', ({ text }) => {
    const whole = cut(text, text.length);
    for (let place = 1; place < text.length; place += 1) {
      const framer = createFramer();
      const frames = [text.slice(0, place), text.slice(place)].flatMap((part) => framer.push(Buffer.from(part, 'latin1')));
      expect([place, frames]).toEqual([place, whole]);
    }
    expect(cut(text, 1)).toEqual(whole);
  });

  it.each(from_units)('$id is answered and stored the same wherever it is cut in two', async ({ text, dialect }) => {
    const told = async (...parts: string[]) => {
      const { send, written, reports, strikes } = openSession(dialect === 'okai' ? 'okai' : 'queclink', {
        settings: { server_ack: true },
        clock: () => received_at_ms,
      });
      for (const part of parts) await send(part);
      return { written, reports, strikes };
    };
    const whole = await told(text);
    for (let place = 1; place < text.length; place += 1) expect(await told(text.slice(0, place), text.slice(place))).toEqual(whole);
  });

  it.each(['+RSP', '+BSP', '+EVT', '+INF', '+HBD', '+ACK\u0001'])('refuses the binary mode at once: %s', (head) => {
    const frames = cut(`${head}\u0000\u0001\u0002`, 1);
    expect(frames).toMatchObject([{ kind: 'malformed', fatal: true, reason: expect.stringContaining('ASCII') }]);
  });

  it('holds no more than a frame, and nothing after it gave up', () => {
    const framer = createFramer();
    const frames = framer.push(Buffer.alloc(1_000_000, 0x41));
    expect(frames).toMatchObject([{ kind: 'malformed', fatal: true, reason: 'no terminator within the frame limit' }]);
    expect(framer.heldBytes()).toBe(0);
    expect(framer.push(Buffer.from(all))).toEqual([]);
  });
});
