import { type ByteReader, type ByteWriter, createByteReader, createByteWriter } from './bytes.ts';

/** How one column of values lies in a block: its first number. */
const forms = { numbers: 0, positions: 1, texts: 2 } as const;

/** Steps must stay within what a number holds exactly. */
const largest = 2 ** 50;
const most_decimals = 9;

const writeSteps = (writer: ByteWriter, values: readonly number[]) => {
  let before = 0;
  for (const value of values) {
    writer.signed(value - before);
    before = value;
  }
};

const readSteps = (reader: ByteReader, count: number): number[] => {
  let value = 0;
  return Array.from({ length: count }, () => {
    value += reader.signed();
    return value;
  });
};

/** Each different text once, then which one it is. */
export const writeTexts = (writer: ByteWriter, texts: readonly string[]): void => {
  const places = new Map([...new Set(texts)].map((text, index) => [text, index]));
  writer.whole(places.size);
  for (const text of places.keys()) writer.text(text);
  for (const text of texts) writer.whole(places.get(text) ?? 0);
};

export const readTexts = (reader: ByteReader, count: number): string[] => {
  const different = Array.from({ length: reader.whole() }, () => reader.text());
  return Array.from({ length: count }, () => different[reader.whole()] ?? '');
};

/** The decimals by which every number is a whole one and comes back to the last bit; undefined when there are none. */
const decimalsOf = (numbers: readonly number[]): number | undefined => {
  let decimals = 0;
  for (const number of numbers) {
    while (decimals <= most_decimals) {
      const whole = Math.round(number * 10 ** decimals);
      if (Math.abs(whole) <= largest && whole / 10 ** decimals === number) break;
      decimals += 1;
    }
    if (decimals > most_decimals) return undefined;
  }
  const isExact = (number: number) => {
    const whole = Math.round(number * 10 ** decimals);
    return Math.abs(whole) <= largest && whole / 10 ** decimals === number;
  };
  return numbers.every(isExact) ? decimals : undefined;
};

const writeScaled = (writer: ByteWriter, numbers: readonly number[], decimals: number) =>
  writeSteps(
    writer,
    numbers.map((number) => Math.round(number * 10 ** decimals)),
  );

const readScaled = (reader: ByteReader, count: number, decimals: number): number[] =>
  readSteps(reader, count).map((whole) => whole / 10 ** decimals);

type Place = { lat: number; lon: number };
const isPlace = (value: unknown): value is Place => {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (names.length !== 2 || names[0] !== 'lat' || names[1] !== 'lon') return false;
  const { lat, lon } = value as Place;
  return typeof lat === 'number' && typeof lon === 'number';
};

/** Any values of JSON: numbers and positions as steps, all else as texts. */
export const writeValues = (values: readonly unknown[]): Buffer => {
  const writer = createByteWriter();
  if (values.every((value) => typeof value === 'number')) {
    const decimals = decimalsOf(values);
    if (decimals !== undefined) {
      writer.whole(forms.numbers);
      writer.whole(decimals);
      writeScaled(writer, values, decimals);
      return writer.done();
    }
  }
  if (values.every(isPlace)) {
    const decimals = decimalsOf(values.flatMap(({ lat, lon }) => [lat, lon]));
    if (decimals !== undefined) {
      writer.whole(forms.positions);
      writer.whole(decimals);
      for (const name of ['lat', 'lon'] as const)
        writeScaled(
          writer,
          values.map((place) => place[name]),
          decimals,
        );
      return writer.done();
    }
  }
  writer.whole(forms.texts);
  writeTexts(
    writer,
    values.map((value) => JSON.stringify(value)),
  );
  return writer.done();
};

export const readValues = (bytes: Buffer, count: number): unknown[] => {
  const reader = createByteReader(bytes);
  const form = reader.whole();
  if (form === forms.texts) return readTexts(reader, count).map((text) => JSON.parse(text));
  const decimals = reader.whole();
  if (form === forms.numbers) return readScaled(reader, count, decimals);
  const lats = readScaled(reader, count, decimals);
  const lons = readScaled(reader, count, decimals);
  return lats.map((lat, index) => ({ lat, lon: lons[index] }));
};

/** Whole numbers that mostly rise, such as sequences or instants; of instants in whole seconds only the seconds are kept. */
export const writeSeries = (values: readonly number[]): Buffer => {
  const writer = createByteWriter();
  const unit = values.every((value) => value % 1000 === 0) ? 1000 : 1;
  writer.whole(unit);
  writeSteps(
    writer,
    values.map((value) => value / unit),
  );
  return writer.done();
};

export const readSeries = (bytes: Buffer, count: number): number[] => {
  const reader = createByteReader(bytes);
  const unit = reader.whole();
  return readSteps(reader, count).map((value) => value * unit);
};

/** Milliseconds of an instant that is spelt as we store them; undefined for any other text. */
export const instantOf = (text: unknown): number | undefined => {
  if (typeof text !== 'string' || text.length !== 24) return undefined;
  const ms = Date.parse(text);
  return Number.isFinite(ms) && new Date(ms).toISOString() === text ? ms : undefined;
};
