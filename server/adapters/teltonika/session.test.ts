import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { teltonika_models } from '#lib/catalogue/models/teltonika.ts';
import type { StateReport, UnitRef } from '#lib/domain/telematics.ts';
import type { SessionIo } from '../port.ts';
import { createTeltonikaAdapter } from './adapter.ts';
import { streams, vectorFrame, vectors } from './test-vectors.ts';
import { encodeText } from './text-codec.ts';

const imei = '356307042441013';
const [model] = teltonika_models;
if (!model) throw new Error('no model');
const known: UnitRef = { unit_id: imei, model, settings: {} };

/** A session whose socket, allow-list and store are lists. */
const openSession = (
  more: { unit?: UnitRef | undefined; store?: SessionIo['store']; clock?: SessionIo['context']['clock']; answer_timeout_ms?: number } = {
    unit: known,
  },
) => {
  const written: string[] = [];
  const reports: StateReport[] = [];
  const strikes: string[] = [];
  const settled: string[] = [];
  const closed: string[] = [];
  const session = createTeltonikaAdapter({ answer_timeout_ms: more.answer_timeout_ms ?? 50, confirm_timeout_ms: 100 }).createSession({
    write: (bytes) => written.push(Buffer.from(bytes).toString('hex').toUpperCase()),
    close: (reason) => closed.push(reason),
    identify: async (unit_id) => (more.unit?.unit_id === unit_id ? more.unit : undefined),
    store: more.store ?? (async (list) => void reports.push(...list)),
    settle: (command_id, outcome) => settled.push(`${command_id} ${outcome}`),
    strike: (reason) => strikes.push(reason),
    context: { clock: more.clock ?? Date.now, random: Math.random, log: { info: () => {}, warn: () => {} }, flow_id: 'test' },
  });
  const send = (hex: string) => session.receive(Buffer.from(hex, 'hex'));
  return { session, send, written, reports, strikes, settled, closed };
};
const received_at_ms = Date.parse('2026-01-01T00:00:00.000Z');
const hello = vectorFrame('tk-imei').toString('hex');
const recordsOf = (ids: string[]) =>
  vectors
    .filter((vector) => ids.includes(vector.id) && vector.crc === 'ok')
    .flatMap((vector) => (vector.expected.records as unknown[]) ?? []);

describe('streams', () => {
  it.each(streams)('$id', async ({ segments, splitEvery, expectFrames, expectReplies, expectClose }) => {
    const { send, written, reports, closed } = openSession();
    const parts = splitEvery ? segments.flatMap((hex) => hex.match(/../g) ?? []) : segments;
    for (const part of parts) await send(part);
    expect(written).toEqual(expectReplies);
    expect(reports).toHaveLength(recordsOf(expectFrames).length);
    expect(closed.length > 0).toBe(Boolean(expectClose));
  });

  it.each(streams)('$id is answered the same wherever it is cut in two', async ({ segments, expectReplies, expectFrames, expectClose }) => {
    const hex = segments.join('');
    for (let place = 2; place < hex.length; place += 2) {
      const { send, written, reports, closed } = openSession();
      await send(hex.slice(0, place));
      await send(hex.slice(place));
      expect([place, written, reports.length]).toEqual([place, expectReplies, recordsOf(expectFrames).length]);
      expect(closed.length > 0).toBe(Boolean(expectClose));
    }
  });

  it.each(vectors.filter(({ expected, direction }) => direction === 'device-to-server' && expected.kind !== 'identification'))(
    '$id is answered and stored the same wherever it is cut in two',
    async ({ hex }) => {
      const told = async (...parts: string[]) => {
        const { send, written, reports, strikes } = openSession({ unit: known, clock: () => received_at_ms });
        await send(hello);
        for (const part of parts) await send(part);
        return { written, reports, strikes };
      };
      const whole = await told(hex);
      for (let place = 2; place < hex.length; place += 2) expect(await told(hex.slice(0, place), hex.slice(place))).toEqual(whole);
    },
  );

  it.each(vectors.filter((vector) => vector.expected.kind === 'avl'))('$id is answered as it must be', async (vector) => {
    const { send, written, reports, strikes } = openSession();
    await send(hello + vector.hex);
    expect(written).toEqual(['01', vector.reply?.accept ?? vector.reply?.refuse]);
    expect(reports).toHaveLength(vector.crc === 'ok' ? (vector.expected.records as unknown[]).length : 0);
    expect(strikes).toEqual(vector.crc === 'ok' ? [] : ['checksum']);
  });

  it.each(vectors.filter((vector) => vector.reply === null))('$id is met with silence', async (vector) => {
    const { send, written, reports } = openSession();
    await send(hello + vector.hex);
    expect(written).toEqual(['01']);
    expect(reports).toEqual([]);
  });
});

describe('identification', () => {
  it('refuses an unknown unit and closes', async () => {
    const { send, written, closed } = openSession({});
    await send(hello);
    expect(written).toEqual(['00']);
    expect(closed).toHaveLength(1);
  });

  it('closes on a second unit on the same connection, and greets the same one again', async () => {
    const { send, written, closed } = openSession();
    await send(hello + hello);
    expect(written).toEqual(['01', '01']);
    await send('000F333536333037303432343431303134');
    expect(closed).toHaveLength(1);
  });
});

describe('acknowledgement', () => {
  it('comes after the store, and not at all when nothing was stored', async () => {
    const { promise: stored, resolve: commit } = Promise.withResolvers<void>();
    const { send, written } = openSession({ unit: known, store: () => stored });
    const received = send(hello + vectorFrame('tk-8-c').toString('hex'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(written).toEqual(['01']);
    commit();
    await received;
    expect(written).toEqual(['01', '00000002']);

    const failing = openSession({ unit: known, store: () => Promise.reject(new Error('disk full')) });
    await failing.send(hello + vectorFrame('tk-8-c').toString('hex'));
    expect(failing.written).toEqual(['01']);
    expect(failing.closed).toEqual([]);
  });
});

const order = (capability: 'DISABLE_DRIVING' | 'LOCK_AND_DISABLE_DRIVING' | 'DRAW_ATTENTION') => ({
  command_id: 'C1',
  capability,
  expires_at: new Date(Date.now() + 60_000).toISOString(),
});
const answer = (text: string) => encodeText({ codec: '12', kind: 'response', payload: text }).toString('hex');
const command = (text: string) => encodeText({ codec: '12', kind: 'command', payload: text }).toString('hex').toUpperCase();

describe('commands', () => {
  it('accept after the text and ask for a record', async () => {
    const { session, send, written } = openSession();
    await send(hello);
    const outcome = session.sendCommand(order('DISABLE_DRIVING'));
    await send(answer('DOUT1:ON Timeout:INFINITY DOUT2:IGNORED'));
    await expect(outcome).resolves.toMatchObject({ status: 'accepted' });
    expect(written.slice(1)).toEqual([command('setdigout 1?'), command('getrecord')]);
  });

  it('send the second text after the first is confirmed, and never after a refusal', async () => {
    const { session, send, written } = openSession({ unit: known, answer_timeout_ms: 60_000 });
    await send(hello);
    const refused = session.sendCommand(order('LOCK_AND_DISABLE_DRIVING'));
    await send(answer('DOUT1 Is disabled from CFG'));
    await expect(refused).rejects.toMatchObject({ kind: 'unit' });
    const half = session.sendCommand(order('LOCK_AND_DISABLE_DRIVING'));
    expect(written.slice(1)).toEqual([command('setdigout 1?'), command('setdigout 1?')]);
    await send(answer('DOUT1:ON Timeout:INFINITY DOUT2:IGNORED'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(written.at(-1)).toBe(command('lvcanclosealldoors'));
    await send(answer('CAN line flags are empty!'));
    await expect(half).rejects.toMatchObject({ kind: 'unknown' });
    expect(written.at(-1)).toBe(command('getrecord'));
  });

  it('are one at a time, and none before an owed answer came, which settles its own command', async () => {
    const { session, send, settled } = openSession();
    await send(hello);
    const silent = session.sendCommand(order('DRAW_ATTENTION'));
    await expect(session.sendCommand({ ...order('DRAW_ATTENTION'), command_id: 'C2' })).rejects.toMatchObject({ kind: 'busy' });
    await expect(silent).rejects.toMatchObject({ kind: 'unknown' });
    await expect(session.sendCommand({ ...order('DRAW_ATTENTION'), command_id: 'C3' })).rejects.toMatchObject({ kind: 'busy' });
    await send(answer('CAN-CONTROL cmd executed successfully.'));
    expect(settled).toEqual(['C1 SUCCEEDED']);
    const next = session.sendCommand({ ...order('DRAW_ATTENTION'), command_id: 'C4' });
    await send(answer('CAN-CONTROL Not connected!'));
    await expect(next).rejects.toMatchObject({ kind: 'unit' });
  });

  it('refused late have failed', async () => {
    const { session, send, settled } = openSession();
    await send(hello);
    await expect(session.sendCommand(order('LOCK_AND_DISABLE_DRIVING'))).rejects.toMatchObject({ kind: 'unknown' });
    await send(answer('DOUT1 Is disabled from CFG'));
    expect(settled).toEqual(['C1 FAILED']);
  });

  it('confirmed late ask for the record that proves them', async () => {
    const { session, send, settled, written } = openSession();
    await send(hello);
    await expect(session.sendCommand(order('DISABLE_DRIVING'))).rejects.toMatchObject({ kind: 'unknown' });
    await send(answer('DOUT1:ON Timeout:INFINITY DOUT2:IGNORED'));
    expect(settled).toEqual([]);
    expect(written.at(-1)).toBe(command('getrecord'));
  });

  it('take no answer in the name of another unit', async () => {
    const { session, send } = openSession({ unit: { ...known, settings: { codec: '14' } } });
    const named = (name: string, text: string) => encodeText({ codec: '14', kind: 'response', payload: text, imei: name }).toString('hex');
    await send(hello);
    const outcome = session.sendCommand(order('DRAW_ATTENTION'));
    await send(named('356307042441099', 'CAN-CONTROL Not connected!'));
    await send(named(imei, 'CAN-CONTROL cmd executed successfully.'));
    await expect(outcome).resolves.toEqual({ status: 'succeeded' });
  });

  it('do not take the answer to a record request for their own', async () => {
    const { session, send } = openSession();
    await send(hello);
    const first = session.sendCommand(order('DISABLE_DRIVING'));
    await send(answer('DOUT1:ON Timeout:INFINITY DOUT2:IGNORED'));
    await first;
    const second = session.sendCommand(order('DRAW_ATTENTION'));
    await send(answer('Record saved') + answer('CAN-CONTROL cmd executed successfully.'));
    await expect(second).resolves.toEqual({ status: 'succeeded' });
  });

  it('are never sent after they expired, nor to a unit that did not identify itself', async () => {
    const { session, send, written } = openSession();
    await expect(session.sendCommand(order('DRAW_ATTENTION'))).rejects.toMatchObject({ kind: 'offline' });
    await send(hello);
    const late = { ...order('DRAW_ATTENTION'), expires_at: new Date(Date.now() - 1).toISOString() };
    await expect(session.sendCommand(late)).rejects.toMatchObject({ kind: 'offline' });
    expect(written).toEqual(['01']);
  });

  it('end as unknown when the connection closes', async () => {
    const { session, send } = openSession();
    await send(hello);
    const outcome = session.sendCommand(order('DISABLE_DRIVING'));
    session.close();
    await expect(outcome).rejects.toMatchObject({ kind: 'unknown' });
  });
});

it('stores nothing of random bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 120 }), { maxLength: 10 }), async (parts) => {
      const { session, reports } = openSession();
      for (const part of parts) await session.receive(part);
      expect(reports).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
