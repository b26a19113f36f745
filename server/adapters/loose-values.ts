/** Vendors send the same field now as a number, now as text. Anything that is neither is absent. */
export const looseNumber = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
};

const truths = new Map<unknown, boolean>([
  [true, true],
  [1, true],
  ['true', true],
  ['1', true],
  [false, false],
  [0, false],
  ['false', false],
  ['0', false],
]);

export const looseBoolean = (value: unknown): boolean | undefined => truths.get(value);

export const scaled = (value: number | undefined, factor: number): number | undefined =>
  value === undefined ? undefined : Number((value * factor).toFixed(6));

/** Undefined for a missing half and for 0/0, which units send when they have no fix. */
export const positionOf = (lat: unknown, lon: unknown): { lat: number; lon: number } | undefined => {
  const position = { lat: looseNumber(lat), lon: looseNumber(lon) };
  if (position.lat === undefined || position.lon === undefined) return undefined;
  return position.lat === 0 && position.lon === 0 ? undefined : { lat: position.lat, lon: position.lon };
};
