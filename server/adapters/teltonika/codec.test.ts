import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AvlCodec, type AvlInput, type AvlRecord, avl_layouts, decodeAvl, listElements } from './avl-codec.ts';
import { encodeAvl } from './avl-encode.ts';
import { crc16 } from './crc.ts';
import { createFramer, type Frame } from './frame.ts';
import { streams, type Vector, vectorFrame, vectors } from './test-vectors.ts';
import { decodeText, encodeText, imeiFromBcd, type TextMessage, text_codecs } from './text-codec.ts';

const frameOf = (bytes: Uint8Array): Frame => {
  const frames = createFramer().push(bytes);
  expect(frames).toHaveLength(1);
  return frames[0] as Frame;
};

const packetOf = (vector: Vector): Buffer => Buffer.from(vector.hex, 'hex').subarray(8, -4);
const isAvl = (vector: Vector) => vector.expected.kind === 'avl';
const isText = (vector: Vector) => !isAvl(vector) && vector.expected.kind !== 'identification';

const numberOf = (bytes: Buffer) => bytes.readUIntBE(0, bytes.length);
const ioValue = (bytes: Buffer): unknown => {
  if (bytes.length === 8) return bytes.readBigUInt64BE().toString();
  return [1, 2, 4].includes(bytes.length) ? numberOf(bytes) : { hex: bytes.toString('hex').toUpperCase() };
};

/** A record in the words of the vector file. */
const asVector = (record: AvlRecord) => {
  const elements = listElements(record);
  return {
    timestamp: new Date(record.timestamp_ms).toISOString(),
    priority: record.priority,
    longitude: record.longitude,
    latitude: record.latitude,
    altitude: record.altitude,
    angle: record.angle,
    satellites: record.satellites,
    speed: record.speed,
    fix: record.satellites > 0,
    eventId: record.event_id,
    ...(record.generation_type !== undefined && { generationType: record.generation_type }),
    ioTotal: elements.length,
    io: Object.fromEntries(elements.map(({ id, bytes }) => [id, ioValue(bytes)])),
    elements: elements.map(({ id, bytes }) => [id, bytes.length, bytes.toString('hex').toUpperCase()]),
  };
};

/** The other way: from the vector file to what the encoder takes. */
const asInput = (record: Record<string, unknown>): AvlInput => ({
  timestamp_ms: Date.parse(String(record.timestamp)),
  priority: Number(record.priority),
  longitude: Number(record.longitude),
  latitude: Number(record.latitude),
  altitude: Number(record.altitude),
  angle: Number(record.angle),
  satellites: Number(record.satellites),
  speed: Number(record.speed),
  event_id: Number(record.eventId),
  ...(record.generationType !== undefined && { generation_type: Number(record.generationType) }),
  elements: (record.elements as [number, number, string][]).map(([id, , hex]) => ({ id, bytes: Buffer.from(hex, 'hex') })),
});

const textAsVector = (message: TextMessage) => ({
  kind: message.kind,
  codec: message.codec,
  quantity: 1,
  messageType: message.message_type,
  declaredSize: message.declared_size,
  ...(message.timestamp_ms !== undefined && { timestamp: new Date(message.timestamp_ms).toISOString() }),
  ...(message.codec === '13' && { timestampBytes: message.timestamp_bytes }),
  ...(message.codec === '14' && { imei: imeiFromBcd(message.imei_bcd ?? '') }),
  ...(message.imei_bcd !== undefined && { imeiBcd: message.imei_bcd }),
  text: message.text,
  payloadHex: message.payload.toString('hex').toUpperCase(),
});

describe('vectors', () => {
  it('are all read by one of the tests below', () => {
    const read = vectors.filter((vector) => isAvl(vector) || isText(vector) || vector.id === 'tk-imei' || vector.crc === 'bad');
    expect(read).toEqual(vectors);
  });

  it.each(vectors.filter(isAvl))('$id decodes to its records', (vector) => {
    const packet = packetOf(vector);
    expect({
      kind: 'avl',
      codec: avl_layouts[packet[0] ?? 0]?.codec,
      quantity: packet[1],
      records: decodeAvl(packet).map(asVector),
    }).toEqual(vector.expected);
  });

  it.each(vectors.filter((vector) => isAvl(vector) && vector.crc === 'ok'))('$id encodes back to the same bytes', (vector) => {
    const records = (vector.expected.records as Record<string, unknown>[]).map(asInput);
    expect(
      encodeAvl(vector.expected.codec as AvlCodec, records)
        .toString('hex')
        .toUpperCase(),
    ).toBe(vector.hex);
  });

  it.each(vectors.filter(isText))('$id decodes to its text', (vector) => {
    expect(textAsVector(decodeText(packetOf(vector)))).toEqual(vector.expected);
  });

  it.each(vectors.filter((vector) => isText(vector) && vector.crc === 'ok'))('$id encodes back to the same bytes', (vector) => {
    const { codec, kind, payload, timestamp_ms, timestamp_bytes, imei_bcd } = decodeText(packetOf(vector));
    const times = timestamp_ms !== undefined && timestamp_bytes ? { timestamp_ms, timestamp_bytes } : {};
    const input = { codec, kind, payload, ...times, ...(imei_bcd && { imei: imei_bcd }) };
    expect(encodeText(input).toString('hex').toUpperCase()).toBe(vector.hex);
  });

  it('identification', () => {
    expect(frameOf(vectorFrame('tk-imei'))).toEqual({ kind: 'identification', imei: '356307042441013' });
  });

  it.each(vectors.filter((vector) => vector.crc === 'bad'))('$id is refused for its checksum', (vector) => {
    const computed = crc16(packetOf(vector)).toString(16).toUpperCase();
    expect(computed).toBe((vector as unknown as { crcComputed: string }).crcComputed);
    expect(frameOf(Buffer.from(vector.hex, 'hex'))).toMatchObject({ kind: 'malformed', reason: 'checksum', fatal: false });
  });

  it('refuses a packet whose quantities differ', () => {
    const frame = vectorFrame('tk-8-a');
    const packet = Buffer.from(frame.subarray(8, -4));
    packet[packet.length - 1] = 2;
    frame[frame.length - 5] = 2;
    frame.writeUInt32BE(crc16(packet), frame.length - 4);
    expect(frameOf(frame)).toMatchObject({ kind: 'malformed', reason: 'quantities differ', codec: 8 });
  });
});

const collect = (parts: Iterable<Uint8Array>): Frame[] => {
  const framer = createFramer();
  return [...parts].flatMap((part) => framer.push(part));
};
const shape = (frame: Frame) =>
  frame.kind === 'identification' ? frame.imei : frame.kind === 'packet' ? frame.packet.toString('hex') : frame.reason;

/** Cuts bytes at the given places, taken modulo their length. */
const cutAt = (bytes: Buffer, places: number[]): Buffer[] => {
  const cuts = [0, ...places.map((place) => place % bytes.length).sort((a, b) => a - b), bytes.length];
  return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
};

const mutate = (original: Buffer, edits: [number, number][]): Buffer => {
  const bytes = Buffer.from(original);
  for (const [place, mask] of edits) bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ mask;
  return bytes;
};

/** Name of what speaks against a frame. */
const refusalOf = (frame: Frame): string => {
  if (frame.kind !== 'packet') return frame.kind === 'malformed' ? frame.reason : 'none';
  try {
    if (avl_layouts[frame.codec]) decodeAvl(frame.packet);
    else if (text_codecs[frame.codec]) decodeText(frame.packet);
    return 'none';
  } catch (error) {
    return (error as Error).constructor.name;
  }
};

describe('framer', () => {
  it.each(streams)('$id gives its frames', ({ segments, splitEvery, expectFrames, expectClose }) => {
    const bytes = segments.map((hex) => Buffer.from(hex, 'hex'));
    const parts = splitEvery ? bytes.flatMap((segment) => [...segment].map((byte) => Buffer.from([byte]))) : bytes;
    const frames = collect(parts);
    const good = frames.filter((frame) => !(frame.kind === 'malformed' && frame.fatal));
    if (expectClose && expectFrames.length === 0) expect(good[0]?.kind).toBe('packet');
    else expect(good.map(shape)).toEqual(expectFrames.map((id) => shape(frameOf(vectorFrame(id)))));
    expect(frames.some((frame) => frame.kind === 'malformed' && frame.fatal)).toBe(Boolean(expectClose && expectFrames.length > 0));
  });

  it('gives the same frames however the stream is cut', () => {
    const all = Buffer.concat(vectors.flatMap((vector) => [Buffer.from(vector.hex, 'hex'), Buffer.from([0xff])]));
    const whole = collect([all]).map(shape);
    expect(whole).toHaveLength(vectors.length);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), (places) => {
        expect(collect(cutAt(all, places)).map(shape)).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  it.each(vectors)('$id is the same frame wherever it is cut in two, and byte by byte', ({ hex }) => {
    const bytes = Buffer.from(hex, 'hex');
    const whole = collect([bytes]).map(shape);
    expect(whole).toHaveLength(1);
    for (let place = 1; place < bytes.length; place += 1) expect(collect(cutAt(bytes, [place])).map(shape)).toEqual(whole);
    expect(collect([...bytes].map((byte) => Uint8Array.of(byte))).map(shape)).toEqual(whole);
  });

  it('holds no more than one permitted frame, whatever arrives', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 30 }), (parts) => {
        const framer = createFramer();
        for (const part of parts) framer.push(part);
        expect(framer.heldBytes()).toBeLessThanOrEqual(4096 + 12);
      }),
      { numRuns: 300 },
    );
  });

  it('is closed by a length above the limit before any of it arrived', () => {
    expect(frameOf(Buffer.from('0000000000001001', 'hex'))).toMatchObject({ kind: 'malformed', fatal: true });
    expect(createFramer().push(Buffer.from('0000000000001000', 'hex'))).toEqual([]);
  });

  it('refuses mutated frames, and only ever by its own errors', () => {
    const originals = vectors.filter((vector) => vector.crc === 'ok').map((vector) => Buffer.from(vector.hex, 'hex'));
    const edit = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }));
    const mutations = fc.array(edit, { minLength: 1, maxLength: 4 });
    const refused = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...originals), mutations, fc.boolean(), (original, edits, repaired) => {
        const bytes = mutate(original, edits);
        if (repaired) bytes.writeUInt32BE(crc16(bytes, 8, bytes.length - 4), bytes.length - 4);
        for (const frame of createFramer().push(bytes)) refused.add(refusalOf(frame));
      }),
      { numRuns: 3000 },
    );
    expect(refused).toContain('MalformedRecord');
    expect(refused).toContain('checksum');
    expect([...refused].filter((name) => /^(Type|Range|Reference)Error$/.test(name))).toEqual([]);
  });
});
