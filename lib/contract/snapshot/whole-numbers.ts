/**
 * Whole numbers from 0 to 2^32 - 1 in as few bytes each as the greatest takes. Their bytes lie in planes, all lowest ones, then all next ones, so that
 * a general compressor finds what repeats.
 */
export const writeWhole = (values: ArrayLike<number>): { width: number; body: Uint8Array } => {
  const count = values.length;
  let greatest = 0;
  for (let index = 0; index < count; index += 1) greatest = Math.max(greatest, values[index] ?? 0);
  const width = greatest < 2 ** 8 ? 1 : greatest < 2 ** 16 ? 2 : greatest < 2 ** 24 ? 3 : 4;
  const body = new Uint8Array(count * width);
  for (let plane = 0; plane < width; plane += 1) {
    for (let index = 0; index < count; index += 1) body[plane * count + index] = (values[index] ?? 0) >>> (8 * plane);
  }
  return { width, body };
};

export const readWhole = (body: Uint8Array, width: number, count: number): Uint32Array => {
  const values = new Uint32Array(count);
  for (let plane = 0; plane < width; plane += 1) {
    for (let index = 0; index < count; index += 1) {
      values[index] = ((values[index] ?? 0) | ((body[plane * count + index] ?? 0) << (8 * plane))) >>> 0;
    }
  }
  return values;
};
