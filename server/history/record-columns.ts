import type { StateRecord } from '#lib/domain/state-record.ts';
import { createByteReader, createByteWriter } from './bytes.ts';
import { instantOf, readSeries, readTexts, readValues, writeSeries, writeTexts, writeValues } from './columns.ts';

/** A measured value of one property. */
export interface Measurement {
  /** Place of its record in the block. */
  index: number;
  at_ms: number;
  value: unknown;
}

/** Which keys a record has, in their order: `[properties, properties with a time of their own, marks]`. The empty text stands for a record kept as it is. */
type Shape = readonly [values: readonly string[], times: readonly string[] | null, marks: readonly ('full' | 'late' | 'expected')[]];

const shapeOf = (record: StateRecord): Shape => [
  Object.keys(record.s),
  record.at ? Object.keys(record.at) : null,
  (['full', 'late', 'expected'] as const).filter((mark) => record[mark] !== undefined),
];

const build = (shape: Shape, t: string, s: StateRecord['s'], at: StateRecord['at'], expected: number | undefined): StateRecord => ({
  t,
  s,
  ...(at && { at }),
  ...(shape[2].includes('full') && { full: 1 as const }),
  ...(shape[2].includes('late') && { late: 1 as const }),
  ...(expected !== undefined && { expected }),
});

const parseObject = (text: string): Partial<StateRecord> => {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
};

/** The record of the text, when its columns give exactly the same text again. */
const parseRegular = (text: string): StateRecord | undefined => {
  const record = parseObject(text);
  const { t, s, at, expected } = record;
  if (typeof s !== 'object' || s === null || Array.isArray(s) || instantOf(t) === undefined || t === undefined) return undefined;
  if (at !== undefined && (typeof at !== 'object' || at === null)) return undefined;
  if (at && !Object.entries(at).every(([property, time]) => Object.hasOwn(s, property) && instantOf(time) !== undefined)) return undefined;
  if (expected !== undefined && !Number.isFinite(expected)) return undefined;
  const whole = { ...record, t, s } satisfies StateRecord;
  return JSON.stringify(build(shapeOf(whole), t, s, at, expected)) === text ? whole : undefined;
};

/** Of the property itself, whatever its name. */
const ownTime = ({ at }: StateRecord, property: string): string | undefined =>
  at && Object.hasOwn(at, property) ? at[property] : undefined;

const columnOf = (columns: Map<string, unknown[]>, name: string): unknown[] => {
  const known = columns.get(name);
  if (known) return known;
  const made: unknown[] = [];
  columns.set(name, made);
  return made;
};

/** State records, as they lie in the log, in columns: times as steps, each property by itself. */
export const writeRecords = (texts: readonly string[]): Map<string, Buffer> => {
  const shapes: string[] = [];
  const kept: string[] = [];
  const times: number[] = [];
  const expected: number[] = [];
  const values = new Map<string, unknown[]>();
  const own_times = new Map<string, number[]>();
  const last_times = new Map<string, number>();
  for (const text of texts) {
    const record = parseRegular(text);
    if (!record) {
      shapes.push('');
      kept.push(text);
      continue;
    }
    const t_ms = Date.parse(record.t);
    shapes.push(JSON.stringify(shapeOf(record)));
    times.push(t_ms);
    if (record.expected !== undefined) expected.push(record.expected);
    for (const [property, value] of Object.entries(record.s)) {
      columnOf(values, property).push(value);
      const own = ownTime(record, property);
      const at_ms = own === undefined ? t_ms : Date.parse(own);
      // In a whole record a value mostly has the time at which it was last told.
      if (own !== undefined) (columnOf(own_times, property) as number[]).push(at_ms - (last_times.get(property) ?? t_ms));
      last_times.set(property, at_ms);
    }
  }
  const texts_writer = createByteWriter();
  writeTexts(texts_writer, shapes);
  const kept_writer = createByteWriter();
  for (const text of kept) kept_writer.text(text);
  return new Map([
    ['shapes', texts_writer.done()],
    ['times', writeSeries(times)],
    ['expected', writeValues(expected)],
    ...(kept.length > 0 ? [['kept', kept_writer.done()] as const] : []),
    ...[...values].map(([property, column]) => [`=${property}`, writeValues(column)] as const),
    ...[...own_times].map(([property, column]) => [`@${property}`, writeValues(column)] as const),
  ]);
};

/** What of the records a reader wants; each reads the columns that it needs and no more. `of`: places in the block, rising; all without it. */
export interface RecordReader {
  records(of?: readonly number[]): StateRecord[];
  /** Each record as it lay in the log. */
  texts(of?: readonly number[]): string[];
  /** `t` of each record. */
  times(): string[];
  measurements(property: string): Measurement[];
}

const stateOf = (text: string): StateRecord => {
  const { t, s, ...record } = parseObject(text);
  return { ...record, t: typeof t === 'string' ? t : '', s: typeof s === 'object' && s !== null ? s : {} };
};

const empty = Buffer.from([0, 0]);

export const readRecords = (columns: ReadonlyMap<string, Buffer>, count: number): RecordReader => {
  const column = (name: string) => columns.get(name) ?? empty;
  const known = new Map<string, Shape>();
  const shapes = readTexts(createByteReader(column('shapes')), count).map((text): Shape | undefined => {
    if (text === '') return undefined;
    const shape = known.get(text) ?? (JSON.parse(text) as Shape);
    known.set(text, shape);
    return shape;
  });
  const numberOf = (has: (shape: Shape) => boolean) => shapes.reduce((sum, shape) => (shape && has(shape) ? sum + 1 : sum), 0);
  const regular_times = readSeries(
    column('times'),
    numberOf(() => true),
  );
  const kept_reader = createByteReader(column('kept'));
  const kept = shapes.map((shape) => (shape ? undefined : kept_reader.text()));
  let next_time = 0;
  const times_ms = shapes.map((shape) => (shape ? regular_times[next_time++] : undefined));

  const measurements = (property: string): Measurement[] => {
    const values = readValues(
      column(`=${property}`),
      numberOf(([names]) => names.includes(property)),
    );
    const steps = readValues(
      column(`@${property}`),
      numberOf(([, own]) => own?.includes(property) ?? false),
    ) as number[];
    const found: Measurement[] = [];
    let [told, own] = [0, 0];
    let last_ms: number | undefined;
    const measure = ([names, times]: Shape, index: number) => {
      if (!names.includes(property)) return;
      const t_ms = times_ms[index] ?? 0;
      const has_own = times?.includes(property) ?? false;
      last_ms = has_own ? (last_ms ?? t_ms) + (steps[own] ?? 0) : t_ms;
      if (has_own) own += 1;
      found.push({ index, at_ms: last_ms, value: values[told] });
      told += 1;
    };
    const measureKept = (text: string, index: number) => {
      const record = stateOf(text);
      const at_ms = Date.parse(ownTime(record, property) ?? record.t);
      if (Object.hasOwn(record.s, property)) found.push({ index, at_ms, value: record.s[property] });
    };
    for (const [index, shape] of shapes.entries()) {
      if (shape) measure(shape, index);
      else measureKept(kept[index] ?? '{}', index);
    }
    return found;
  };

  const readAll = () => {
    const by_property = new Map<string, (Measurement | undefined)[]>();
    for (const property of new Set([...known.values()].flatMap(([names]) => names))) {
      const by_index = new Array<Measurement | undefined>(count);
      for (const measurement of measurements(property)) by_index[measurement.index] = measurement;
      by_property.set(property, by_index);
    }
    const expected = readValues(
      column('expected'),
      numberOf(([, , marks]) => marks.includes('expected')),
    ) as number[];
    let told = 0;
    const expected_at = shapes.map((shape) => (shape?.[2].includes('expected') ? expected[told++] : undefined));
    return (shape: Shape, index: number): StateRecord => {
      const measured = (property: string) => by_property.get(property)?.[index];
      const timeOf = (property: string) => new Date(measured(property)?.at_ms ?? 0).toISOString();
      const s = Object.fromEntries(shape[0].map((property) => [property, measured(property)?.value]));
      const at = shape[1] ? Object.fromEntries(shape[1].map((property) => [property, timeOf(property)])) : undefined;
      return build(shape, new Date(times_ms[index] ?? 0).toISOString(), s, at, expected_at[index]);
    };
  };
  const all = Array.from({ length: count }, (_, index) => index);
  const each = <T>(of: readonly number[], regular: (record: StateRecord) => T, other: (text: string) => T): T[] => {
    const recordAt = readAll();
    return of.map((index) => {
      const shape = shapes[index];
      return shape ? regular(recordAt(shape, index)) : other(kept[index] ?? '{}');
    });
  };

  return {
    records: (of = all) => each(of, (record) => record, stateOf),
    texts: (of = all) => each(of, JSON.stringify, (text) => text),
    times: () => times_ms.map((ms, index) => (ms === undefined ? stateOf(kept[index] ?? '{}').t : new Date(ms).toISOString())),
    measurements,
  };
};
