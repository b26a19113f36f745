/** The primitive types of the Kafka protocol as values that read and write themselves. Source: Apache Kafka protocol guide, "Protocol Primitive Types". */
export interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

/** Reading beyond the end throws a RangeError. */
export interface Field<T> {
  read(from: Cursor): T;
  write(value: T): Buffer;
}

export type Layout = Record<string, Field<unknown>>;
export type ValuesOf<L extends Layout> = { [Name in keyof L]: L[Name] extends Field<infer T> ? T : never };

const fixed = <T>(size: number, get: (bytes: Buffer, at: number) => T, put: (bytes: Buffer, value: T) => unknown): Field<T> => ({
  read: (from) => {
    const value = get(from.bytes, from.at);
    from.at += size;
    return value;
  },
  write: (value) => {
    const bytes = Buffer.alloc(size);
    put(bytes, value);
    return bytes;
  },
});

const of_number = (size: number): Field<number> =>
  fixed(
    size,
    (bytes, at) => bytes.readIntBE(at, size),
    (bytes, value) => bytes.writeIntBE(value, 0, size),
  );

export const int8 = of_number(1);
export const int16 = of_number(2);
export const int32 = of_number(4);
export const uint32: Field<number> = fixed(
  4,
  (bytes, at) => bytes.readUInt32BE(at),
  (bytes, value) => bytes.writeUInt32BE(value),
);
export const int64: Field<bigint> = fixed(
  8,
  (bytes, at) => bytes.readBigInt64BE(at),
  (bytes, value) => bytes.writeBigInt64BE(value),
);

/** Null, which has the length -1, is read as nothing. */
const sized = (length: Field<number>): Field<Buffer> => ({
  read: (from) => {
    const size = Math.max(0, length.read(from));
    if (from.at + size > from.bytes.length) throw new RangeError('A field is longer than its message.');
    from.at += size;
    return from.bytes.subarray(from.at - size, from.at);
  },
  write: (value) => Buffer.concat([length.write(value.length), value]),
});

export const bytes = sized(int32);
const short_bytes = sized(int16);
export const text: Field<string> = {
  read: (from) => short_bytes.read(from).toString('utf8'),
  write: (value) => short_bytes.write(Buffer.from(value)),
};

export const record = <L extends Layout>(layout: L): Field<ValuesOf<L>> => {
  const fields = Object.entries(layout);
  return {
    read: (from) => Object.fromEntries(fields.map(([name, field]) => [name, field.read(from)])) as ValuesOf<L>,
    write: (value) => Buffer.concat(fields.map(([name, field]) => field.write(value[name]))),
  };
};

export const list = <T>(entry: Field<T>): Field<T[]> => ({
  read: (from) => Array.from({ length: Math.max(0, int32.read(from)) }, () => entry.read(from)),
  write: (values) => Buffer.concat([int32.write(values.length), ...values.map((value) => entry.write(value))]),
});
export const listOf = <L extends Layout>(layout: L): Field<ValuesOf<L>[]> => list(record(layout));
