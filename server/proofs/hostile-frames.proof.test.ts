/** P13: damaged frames end no session but their own, become no state, and leave no memory behind. */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { okai_models } from '#lib/catalogue/models/okai.ts';
import { queclink_models } from '#lib/catalogue/models/queclink.ts';
import { teltonika_models } from '#lib/catalogue/models/teltonika.ts';
import type { StateReport, VehicleModel } from '#lib/domain/telematics.ts';
import { altered } from '#server/adapters/altered.fixture.ts';
import { createOkaiAdapter } from '#server/adapters/okai/adapter.ts';
import type { SessionIo, SocketAdapter, UnitSession } from '#server/adapters/port.ts';
import { createQueclinkAdapter } from '#server/adapters/queclink/adapter.ts';
import { createTeltonikaAdapter } from '#server/adapters/teltonika/adapter.ts';
import { vectors as teltonika_vectors, vectorFrame } from '#server/adapters/teltonika/test-vectors.ts';
import { vectors as track_vectors } from '#server/adapters/track-ascii/test-vectors.ts';
import { countWholeRecords, countWholeTexts, createDamagedFrames } from './hostile-frames.fixture.ts';

/** Per protocol. The full number of the promise: MOTORPOOL_FUZZ_FRAMES=1000000. */
const frame_count = Number(process.env.MOTORPOOL_FUZZ_FRAMES ?? 15_000);
const seed = Number(process.env.MOTORPOOL_FUZZ_SEED ?? 20_261_120);

interface Protocol {
  name: string;
  adapter: SocketAdapter;
  model: VehicleModel | undefined;
  /** Sent undamaged on each new connection. */
  hello: Buffer;
  frames: Buffer[];
  /** Reports with and without values that the bytes may lead to. */
  permitted(bytes: Buffer): { with_state: number; alive: number };
}

const textFrames = (dialect: string) =>
  track_vectors
    .filter((vector) => vector.direction === 'device-to-server' && vector.dialect.startsWith(dialect))
    .map(({ text }) => Buffer.from(text));
const text = (dialect: 'okai' | 'queclink') => ({
  hello: Buffer.alloc(0),
  frames: textFrames(dialect),
  permitted: (bytes: Buffer) => {
    const { with_state, alive } = countWholeTexts(bytes, dialect);
    // One report per point.
    return { with_state: with_state * 15, alive };
  },
});

const protocols: Protocol[] = [
  {
    name: 'Teltonika',
    adapter: createTeltonikaAdapter(),
    model: teltonika_models[0],
    hello: vectorFrame('tk-imei'),
    frames: teltonika_vectors.filter(({ expected }) => expected.kind !== 'identification').map(({ hex }) => Buffer.from(hex, 'hex')),
    permitted: (bytes) => ({ with_state: countWholeRecords(bytes), alive: 0 }),
  },
  { name: 'OKAI', adapter: createOkaiAdapter(), model: okai_models[0], ...text('okai') },
  { name: 'Queclink', adapter: createQueclinkAdapter(), model: queclink_models[0], ...text('queclink') },
];

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heldBytes = async () => {
  // Memory outside the heap is given back between two turns of the loop.
  for (let round = 0; round < 3; round += 1) {
    collect();
    await setImmediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

interface Findings {
  frames: number;
  strikes: number;
  crashes: string[];
  /** Reports that no whole frame accounts for. */
  invented: number;
}

type OpenSession = (protocol: Protocol, io: SessionIo) => UnitSession;
const honest: OpenSession = ({ adapter }, io) => adapter.createSession(io);

/** A session per connection, as the listener would have it; a new one when the last was closed. */
const attack = async (protocol: Protocol, openSession: OpenSession, count: number): Promise<Findings> => {
  const { model, hello } = protocol;
  if (!model) throw new Error('no model');
  const next = createDamagedFrames(protocol.frames, seed);
  const findings: Findings = { frames: 0, strikes: 0, crashes: [], invented: 0 };
  let stored: StateReport[] = [];
  let closed = true;
  let session: UnitSession | undefined;
  const io: SessionIo = {
    write: () => {},
    close: () => {
      closed = true;
    },
    identify: async (unit_id) => ({ unit_id, model, settings: {} }),
    store: async (reports) => void stored.push(...reports),
    settle: () => {},
    strike: () => {
      findings.strikes += 1;
    },
    context: { clock: Date.now, random: () => 0.5, log: { info: () => {}, warn: () => {} }, flow_id: 'attack' },
  };
  /** All that this connection was sent since a frame of it could last have begun. */
  let recent = Buffer.alloc(0);
  while (findings.frames < count) {
    if (closed || !session) {
      session?.close();
      closed = false;
      session = openSession(protocol, io);
      recent = Buffer.alloc(0);
      await session.receive(hello);
    }
    const bytes = next();
    findings.frames += 1;
    recent = Buffer.concat([recent, bytes]).subarray(-12_000);
    stored = [];
    await session.receive(bytes).catch((error: unknown) => findings.crashes.push(String(error)));
    if (stored.length === 0) continue;
    const permitted = protocol.permitted(recent);
    const with_state = stored.filter(({ properties }) => Object.keys(properties).length > 0).length;
    if (with_state > permitted.with_state || stored.length > permitted.with_state + permitted.alive) findings.invented += 1;
  }
  session?.close();
  return findings;
};

it.each(protocols)('$name: damaged frames crash nothing and become no state', async (protocol) => {
  await attack(protocol, honest, 2_000);
  const before = await heldBytes();
  const findings = await attack(protocol, honest, frame_count);
  expect(findings).toMatchObject({ crashes: [], invented: 0 });
  expect(findings.strikes).toBeGreaterThan(frame_count / 20);
  expect(await heldBytes()).toBeLessThan(before * 1.2);
});

it.each(protocols)('$name: a session that makes state of what it struck out is caught', async (protocol) => {
  const lenient: OpenSession = ({ adapter }, io) => {
    const received_at = new Date().toISOString();
    const properties: StateReport['properties'] = { ignition: { value: 'ON', timestamp: received_at } };
    const strike: SessionIo['strike'] = (reason, frame) => {
      io.strike(reason, frame);
      void io.store([{ brand: adapter.brand, unit_id: '1', received_at, properties }]);
    };
    return adapter.createSession(altered(io, { strike }));
  };
  expect((await attack(protocol, lenient, 1_000)).invented).toBeGreaterThan(0);
});

it.each(protocols)('$name: what never ends is not held, and a receiver without a cap is caught', async (protocol) => {
  const endless = protocol.frames.map((frame) => Buffer.concat([frame.subarray(0, 20), Buffer.alloc(40_000, 0x39)]));
  const flood = async (openSession: OpenSession) => {
    const { model } = protocol;
    if (!model) throw new Error('no model');
    const before = await heldBytes();
    const sessions: UnitSession[] = [];
    for (let number = 0; number < 600; number += 1) {
      const io: SessionIo = {
        write: () => {},
        close: () => {},
        identify: async (unit_id) => ({ unit_id, model, settings: {} }),
        store: async () => {},
        settle: () => {},
        strike: () => {},
        context: { clock: Date.now, random: () => 0.5, log: { info: () => {}, warn: () => {} }, flow_id: 'flood' },
      };
      const session = openSession(protocol, io);
      sessions.push(session);
      await session.receive(protocol.hello);
      const bytes = endless[number % endless.length];
      if (bytes) await session.receive(Buffer.from(bytes));
    }
    const grown = (await heldBytes()) - before;
    for (const session of sessions) session.close();
    return grown / sessions.length;
  };
  const hoarder: OpenSession = (of, io) => {
    const session = honest(of, io);
    const kept: Buffer[] = [];
    return altered(session, {
      receive: (bytes) => session.receive(bytes).then(() => void kept.push(Buffer.from(bytes))),
      close: () => void kept.splice(0),
    });
  };
  const limit_bytes = 16_000;
  expect(await flood(honest)).toBeLessThan(limit_bytes);
  expect(await flood(hoarder)).toBeGreaterThan(limit_bytes);
});
