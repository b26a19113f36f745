/** A column as it is written: what the head says of it, and its bytes. */
export interface Written {
  /** Bytes that each whole number takes. */
  width?: number;
  /** Numbers are whole multiples of 1 / `step`. */
  step?: number;
  base?: number;
  values?: unknown[];
  /** How many bytes each of several bodies takes that lie behind each other. */
  parts?: number[];
  body: Uint8Array;
}
export type ColumnHead = Omit<Written, 'body'>;

export const joinBytes = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Parts of these lengths; throws when the bytes end before them. */
export const splitBytes = (bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] => {
  let at = 0;
  return lengths.map((length) => {
    const part = bytes.subarray(at, at + length);
    if (part.length !== length) throw new Error('The snapshot is cut short.');
    at += length;
    return part;
  });
};
