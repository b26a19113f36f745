/** Bytes that grow. Whole numbers take as few as they need: seven bits a byte, the lowest first, up to 2^53. */
export interface ByteWriter {
  whole(value: number): void;
  /** Small numbers of either sign stay small. */
  signed(value: number): void;
  text(value: string): void;
  bytes(value: Uint8Array): void;
  done(): Buffer;
}

export const createByteWriter = (): ByteWriter => {
  let buffer = Buffer.allocUnsafe(256);
  let length = 0;
  const reserve = (count: number) => {
    if (length + count <= buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * buffer.length, length + count));
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
  };
  const whole = (value: number) => {
    reserve(8);
    let rest = value;
    while (rest >= 128) {
      buffer[length] = (rest % 128) + 128;
      length += 1;
      rest = Math.floor(rest / 128);
    }
    buffer[length] = rest;
    length += 1;
  };
  const bytes = (value: Uint8Array) => {
    reserve(value.length);
    buffer.set(value, length);
    length += value.length;
  };
  return {
    whole,
    signed: (value) => whole(value < 0 ? -2 * value - 1 : 2 * value),
    text: (value) => {
      const encoded = Buffer.from(value);
      whole(encoded.length);
      bytes(encoded);
    },
    bytes,
    done: () => Buffer.from(buffer.subarray(0, length)),
  };
};

export interface ByteReader {
  whole(): number;
  signed(): number;
  text(): string;
  bytes(count: number): Buffer;
}

export const createByteReader = (buffer: Buffer): ByteReader => {
  let place = 0;
  const whole = (): number => {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = buffer[place];
      if (byte === undefined) throw new Error('A block of history ends too early');
      place += 1;
      value += (byte % 128) * weight;
      if (byte < 128) return value;
    }
  };
  const bytes = (count: number): Buffer => {
    place += count;
    return buffer.subarray(place - count, place);
  };
  return {
    whole,
    signed: () => {
      const value = whole();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    text: () => bytes(whole()).toString(),
    bytes,
  };
};
