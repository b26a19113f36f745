/** Frames of units, damaged in every way a line or an attacker can, and an opinion of its own on which of them are still whole. */
import { createRandom, pick, type Random, wholeBetween } from '../../e2e/fakes/world/random.ts';

const cutOut = (bytes: Buffer, from: number, to: number) => Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
const putIn = (bytes: Buffer, at: number, more: Uint8Array) => Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
const placeIn = (random: Random, bytes: Buffer) => wholeBetween(random, 0, Math.max(0, bytes.length - 1));
const noise = (random: Random, length: number) => Uint8Array.from({ length }, () => wholeBetween(random, 0, 255));

type Damage = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

const damages: Damage[] = [
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = placeIn(random, copy);
    copy[at] = (copy[at] ?? 0) ^ (1 << wholeBetween(random, 0, 7));
    return copy;
  },
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    copy[placeIn(random, copy)] = wholeBetween(random, 0, 255);
    return copy;
  },
  (bytes, random) => bytes.subarray(0, placeIn(random, bytes)),
  (bytes, random) => {
    const from = placeIn(random, bytes);
    return cutOut(bytes, from, from + wholeBetween(random, 1, 12));
  },
  (bytes, random) => putIn(bytes, placeIn(random, bytes), noise(random, wholeBetween(random, 1, 40))),
  (bytes, random) => {
    const from = placeIn(random, bytes);
    return putIn(bytes, from, bytes.subarray(from, from + wholeBetween(random, 1, 60)));
  },
  (bytes, random, other) => Buffer.concat([bytes.subarray(0, placeIn(random, bytes)), other.subarray(placeIn(random, other))]),
  // The bytes in which one of the protocols states its length.
  (bytes, random) => (bytes.length < 8 ? bytes : Buffer.concat([bytes.subarray(0, 4), noise(random, 4), bytes.subarray(8)])),
  (bytes, random) =>
    Buffer.from(
      bytes.toString('latin1').replaceAll(',', () => (random() < 0.03 ? '' : ',')),
      'latin1',
    ),
  (_, random) => Buffer.from(noise(random, wholeBetween(random, 1, 300))),
];

/** One damaged frame after the other; the same seed gives the same. */
export const createDamagedFrames = (frames: readonly Buffer[], seed: number) => {
  const random = createRandom(seed);
  return (): Buffer => {
    let bytes = pick(random, frames);
    for (let times = wholeBetween(random, 1, 3); times > 0; times -= 1) bytes = pick(random, damages)(bytes, random, pick(random, frames));
    return bytes;
  };
};

const checksum = (bytes: Buffer): number => {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
};

/** Records in all Teltonika packets that stand whole anywhere in the bytes. */
export const countWholeRecords = (bytes: Buffer): number => {
  let records = 0;
  for (let at = 0; at + 12 <= bytes.length; at += 1) {
    if (bytes.readUInt32BE(at) !== 0) continue;
    const length = bytes.readUInt32BE(at + 4);
    if (length < 3 || at + 12 + length > bytes.length) continue;
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (checksum(data) === bytes.readUInt32BE(at + 8 + length) && data[1] === data[length - 1]) records += data[1] ?? 0;
  }
  return records;
};

const number = '(?:-?\\d{1,9}(?:\\.\\d{1,9})?)?';
const time = '(?:\\d{14})?';
const hex = '[0-9A-Fa-f]*';
const any = '[ -#%-+\\x2D-~]*';
const fieldsOf = (list: [field: string, times: number][]) => list.flatMap(([field, times]) => Array.from({ length: times }, () => field));
const start = '\\x2B(?:RESP|BUFF):GT[A-Z0-9]{3},(?:[0-9A-Z]{6}|[0-9A-Z]{10}),\\d{15}';
const end = ['\\d{14}', '[0-9A-Fa-f]{4}'];

const okai_common = fieldsOf([
  [any, 7],
  [number, 6],
  [time, 1],
  [any, 1],
  [hex, 4],
  ['(?:\\d{1,3}(?:&\\d{1,3})?)?', 1],
  [any, 3],
  [number, 3],
  [any, 2],
  [number, 1],
  [any, 2],
  [number, 1],
]);
const okai_short = fieldsOf([
  [any, 7],
  [number, 4],
  [any, 3],
]);
const point = [...fieldsOf([[number, 6]]), time, ...fieldsOf([[hex, 4]]), any];
const queclink_fri = (points: number) => [
  ...fieldsOf([
    [any, 1],
    [number, 1],
    [hex, 1],
  ]),
  `0?${points}`,
  ...Array.from({ length: points }, () => point).flat(),
  number,
  '(?:\\d{1,7}:\\d{2}:\\d{2})?',
  ...fieldsOf([
    [number, 3],
    [hex, 1],
    [any, 3],
  ]),
];
const queclink_ignition = [any, number, ...point, '(?:\\d{1,7}:\\d{2}:\\d{2})?', number];

const frameOf = (fields: string[]) => new RegExp(`^${[start, ...fields, ...end].join(',')}$`);
const layouts = {
  okai: [okai_common, okai_short].map(frameOf),
  queclink: [...Array.from({ length: 16 }, (_, points) => queclink_fri(points)), queclink_ignition].map(frameOf),
};
/** What only shows that the unit lives, with a body of any kind. */
const bare = new RegExp(`^${start},(?:${any},)*${end.join(',')}$`);
const heartbeat = new RegExp(`^\\x2BACK:GTHBD,(?:[0-9A-Z]{6}|[0-9A-Z]{10}),\\d{15},(?:${any},)*${end.join(',')}$`);

export interface WholeFrames {
  /** May carry state. */
  with_state: number;
  /** May show that the unit lives. */
  alive: number;
}

export const countWholeTexts = (bytes: Buffer, dialect: keyof typeof layouts): WholeFrames => {
  const texts = bytes
    .toString('latin1')
    .split('$')
    .slice(0, -1)
    .map((text) => text.replace(/^[\0\r\n]+/, ''));
  return {
    with_state: texts.filter((text) => layouts[dialect].some((layout) => layout.test(text))).length,
    alive: texts.filter((text) => bare.test(text) || heartbeat.test(text)).length,
  };
};
