import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompressSync } from 'node:zlib';
import { createByteReader, createByteWriter } from './bytes.ts';

const compress = promisify(zstdCompress);
const params = { [constants.ZSTD_c_compressionLevel]: 19 };

/** Named columns as one piece of compressed bytes. */
export const packColumns = (columns: ReadonlyMap<string, Buffer>): Promise<Buffer> => {
  const writer = createByteWriter();
  writer.whole(columns.size);
  for (const [name, bytes] of columns) {
    writer.text(name);
    writer.whole(bytes.length);
  }
  for (const bytes of columns.values()) writer.bytes(bytes);
  const bytes = writer.done();
  // Told the size, it takes no more memory than that needs.
  return compress(bytes, { params, pledgedSrcSize: bytes.length });
};

export const unpackColumns = (packed: Buffer): Map<string, Buffer> => {
  const reader = createByteReader(zstdDecompressSync(packed));
  const directory = Array.from({ length: reader.whole() }, () => [reader.text(), reader.whole()] as const);
  return new Map(directory.map(([name, length]) => [name, reader.bytes(length)]));
};
