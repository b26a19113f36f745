import type { Position } from '#lib/domain/vehicle-state.ts';

/** Krasovsky 1940 ellipsoid, on which the Chinese grid shift is defined. */
const semi_major_axis = 6_378_245;
const eccentricity_squared = 0.006693421622965943;

const waves = (value: number, amplitudes: [number, number][]): number =>
  amplitudes.reduce((sum, [amplitude, factor]) => sum + amplitude * Math.sin(value * factor * Math.PI), 0);

const base = (x: number, y: number): number =>
  0.1 * x * y +
  (2 / 3) *
    waves(x, [
      [20, 6],
      [20, 2],
    ]);

/** Shift of GCJ-02 against WGS 84 in degrees, by the published approximation. */
const shift = ({ lat, lon }: Position): Position => {
  const x = lon - 105;
  const y = lat - 35;
  const root = Math.sqrt(Math.abs(x));
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.2 * root +
    base(x, y) +
    (2 / 3) *
      waves(y, [
        [20, 1],
        [40, 1 / 3],
        [160, 1 / 12],
        [320, 1 / 30],
      ]);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * root +
    base(x, y) +
    (2 / 3) *
      waves(x, [
        [20, 1],
        [40, 1 / 3],
        [150, 1 / 12],
        [300, 1 / 30],
      ]);
  const radians = (lat / 180) * Math.PI;
  const curve = 1 - eccentricity_squared * Math.sin(radians) ** 2;
  return {
    lat: (north * 180 * curve * Math.sqrt(curve)) / (semi_major_axis * (1 - eccentricity_squared) * Math.PI),
    lon: (east * 180 * Math.sqrt(curve)) / (semi_major_axis * Math.cos(radians) * Math.PI),
  };
};

/** The shift applies inside this frame only. */
const isShifted = ({ lat, lon }: Position): boolean => lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;

/** A position of a mainland-China server in WGS 84, within about two metres. */
export const fromGcj02 = (position: Position): Position => {
  if (!isShifted(position)) return position;
  const offset = shift(position);
  return { lat: position.lat - offset.lat, lon: position.lon - offset.lon };
};
