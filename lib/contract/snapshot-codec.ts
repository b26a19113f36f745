/**
 * The fleet snapshot as bytes: a head of JSON, then the columns one after another. Texts that repeat are codes into a dictionary, numbers are
 * whole multiples of a step, instants milliseconds before the newest; their bytes lie in planes, all first bytes, all second ones, so that a
 * general compressor finds what repeats. Places are kept to a hundred-millionth of the earth's girth (1e-7 degrees, a centimetre), the rest exactly.
 */
import type { FleetSnapshot } from './fleet.ts';

export const snapshot_media_type = 'application/vnd.motorpool.fleet-snapshot';

type Columns = FleetSnapshot['columns'];
type Name = keyof Columns;

/** How each column is written. */
const forms = {
  id: 'texts',
  license_plate: 'texts',
  custom_name: 'texts',
  vin: 'texts',
  brand: 'dictionary',
  model: 'dictionary',
  vehicle_type: 'dictionary',
  vehicle_model_id: 'dictionary',
  telematics_brand: 'dictionary',
  telematics_unit_id: 'texts',
  capability_set: 'numbers',
  tags: 'dictionary',
  custom_fields: 'dictionary',
  operation_status: 'dictionary',
  rental_status: 'dictionary',
  life_status: 'dictionary',
  last_contact_at: 'instants',
  lat: 'degrees',
  lon: 'degrees',
  position_at: 'instants',
  speed: 'numbers',
  heading: 'numbers',
  energy: 'numbers',
  range: 'numbers',
  mileage: 'numbers',
  central_lock: 'dictionary',
  driving_enabled: 'dictionary',
  ignition: 'dictionary',
  charging: 'dictionary',
  expected_interval_seconds: 'dictionary',
  silence_seconds: 'dictionary',
} as const satisfies Record<Name, string>;

interface ColumnHead {
  name: Name;
  bytes: number;
  /** Of the whole numbers; 8 are those of a double. */
  width?: number;
  step?: number;
  base?: number;
  values?: unknown[];
}
type Shared = Omit<FleetSnapshot, 'columns'>;
interface Head extends Shared {
  count: number;
  columns: ColumnHead[];
}
type Written = Omit<ColumnHead, 'name' | 'bytes'> & { body: Uint8Array };

const text_end = '\n';
const steps = [1, 10, 100, 1000];
const degree_step = 1e7;
const most_whole = 0xffff_fffe;

/** Whole numbers from 0 in as few bytes each as the greatest takes, by planes. */
const writeWhole = (values: readonly number[]): { width: number; body: Uint8Array } => {
  let greatest = 0;
  for (const value of values) if (value > greatest) greatest = value;
  const width = greatest < 2 ** 8 ? 1 : greatest < 2 ** 16 ? 2 : greatest < 2 ** 24 ? 3 : 4;
  const body = new Uint8Array(values.length * width);
  for (const [index, value] of values.entries()) {
    for (let plane = 0; plane < width; plane += 1) body[plane * values.length + index] = value >>> (8 * plane);
  }
  return { width, body };
};

const readWhole = (body: Uint8Array, width: number, count: number): Uint32Array => {
  const values = new Uint32Array(count);
  for (let plane = 0; plane < width; plane += 1) {
    for (let index = 0; index < count; index += 1) {
      values[index] = ((values[index] ?? 0) | ((body[plane * count + index] ?? 0) << (8 * plane))) >>> 0;
    }
  }
  return values;
};

const writeDoubles = (values: readonly (number | null)[]): Written => ({
  width: 8,
  body: new Uint8Array(Float64Array.from(values, (value) => value ?? Number.NaN).buffer),
});

/** 0 stands for none, `n + 1` for `base + n / step`. */
const writeNumbers = (values: readonly (number | null)[], step: number | undefined): Written => {
  const known = values.filter((value) => value !== null);
  const chosen = step ?? steps.find((one) => known.every((value) => Math.round(value * one) / one === value));
  if (chosen === undefined) return writeDoubles(values);
  const base = Math.round(known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) * chosen);
  const whole = values.map((value) => (value === null ? 0 : Math.round(value * chosen) - base + 1));
  if (!whole.every((value) => value <= most_whole) || !Number.isSafeInteger(known.length > 0 ? base : 0)) return writeDoubles(values);
  return { step: chosen, base: known.length > 0 ? base : 0, ...writeWhole(whole) };
};

const readNumbers = ({ width = 1, step = 1, base = 0 }: ColumnHead, body: Uint8Array, count: number): (number | null)[] => {
  if (width === 8) return Array.from(new Float64Array(body.slice().buffer), (value) => (Number.isNaN(value) ? null : value));
  return Array.from(readWhole(body, width, count), (whole) => (whole === 0 ? null : (base + whole - 1) / step));
};

const writeTexts = (values: readonly (string | null)[]): Written => ({
  // None is an end without a text; an empty text, and one with an end in it, are written as JSON.
  body: new TextEncoder().encode(values.map((text) => (text === null ? '' : plainText(text))).join(text_end)),
});
const plainText = (text: string): string => (text === '' || text.startsWith('"') || text.includes(text_end) ? JSON.stringify(text) : text);

const readTexts = (body: Uint8Array, count: number): (string | null)[] => {
  if (count === 0) return [];
  return new TextDecoder()
    .decode(body)
    .split(text_end)
    .map((text) => (text === '' ? null : text.startsWith('"') ? JSON.parse(text) : text));
};

const writeDictionary = (values: readonly unknown[]): Written => {
  const codes = new Map<unknown, number>();
  const found: unknown[] = [];
  const whole = values.map((value) => {
    // Lists and objects are alike when their texts are; the mark keeps such a text from meeting a plain one.
    const key = typeof value === 'object' && value !== null ? `\0${JSON.stringify(value)}` : value;
    const known = codes.get(key);
    if (known !== undefined) return known;
    codes.set(key, found.length);
    return found.push(value) - 1;
  });
  return { values: found, ...writeWhole(whole) };
};

const write = (name: Name, column: readonly unknown[]): Written => {
  const form = forms[name];
  if (form === 'texts') return writeTexts(column as (string | null)[]);
  if (form === 'dictionary') return writeDictionary(column);
  if (form === 'degrees') return writeNumbers(column as (number | null)[], degree_step);
  if (form === 'numbers') return writeNumbers(column as (number | null)[], undefined);
  return writeNumbers(
    (column as (string | null)[]).map((instant) => (instant === null ? null : Date.parse(instant))),
    1,
  );
};

const read = (head: ColumnHead, body: Uint8Array, count: number): unknown[] => {
  const form = forms[head.name];
  if (form === 'texts') return readTexts(body, count);
  if (form === 'dictionary') return Array.from(readWhole(body, head.width ?? 1, count), (code) => head.values?.[code]);
  const numbers = readNumbers(head, body, count);
  return form === 'instants' ? numbers.map((ms) => (ms === null ? null : new Date(ms).toISOString())) : numbers;
};

/** Every instant must be ISO-8601 with milliseconds, as answers are. */
export const encodeSnapshot = ({ columns, ...shared }: FleetSnapshot): Uint8Array<ArrayBuffer> => {
  const written = (Object.keys(forms) as Name[]).map((name) => ({ name, ...write(name, columns[name]) }));
  const head: Head = {
    ...shared,
    count: columns.id.length,
    columns: written.map(({ body, ...column }) => ({ ...column, bytes: body.length })),
  };
  const head_bytes = new TextEncoder().encode(JSON.stringify(head));
  const all = new Uint8Array(4 + head_bytes.length + written.reduce((sum, { body }) => sum + body.length, 0));
  new DataView(all.buffer).setUint32(0, head_bytes.length);
  all.set(head_bytes, 4);
  let at = 4 + head_bytes.length;
  for (const { body } of written) {
    all.set(body, at);
    at += body.length;
  }
  return all;
};

/** Throws for what `encodeSnapshot` did not write. */
export const decodeSnapshot = (bytes: Uint8Array): FleetSnapshot => {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const { count, columns: heads, ...shared }: Head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  const columns = heads.map((column) => {
    const body = bytes.subarray(at, at + column.bytes);
    at += column.bytes;
    if (body.length !== column.bytes) throw new Error('The snapshot is cut short.');
    return [column.name, read(column, body, count)] as const;
  });
  return { ...shared, columns: Object.fromEntries(columns) as unknown as Columns };
};
