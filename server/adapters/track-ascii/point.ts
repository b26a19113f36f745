import { type FieldReader, MalformedMessage, present } from './fields.ts';
import { readInstant } from './instant.ts';

/** A place as GNSS saw it. `accuracy` is a dilution of precision; 0: the last known place, not the present one. */
export interface Point {
  gps_time?: string;
  latitude?: number;
  longitude?: number;
  altitude?: number;
  azimuth?: number;
  speed?: number;
  accuracy?: number;
}

/** Reads accuracy, speed, azimuth, altitude, longitude, latitude and time, which follow one another in both dialects. */
export const readPoint = (read: FieldReader, first: number): Point => {
  const time = read.matching(first + 6, /^\d{14}$/, 'time');
  const point = present({
    gps_time: time === undefined ? undefined : readInstant(time),
    latitude: read.number(first + 5),
    longitude: read.number(first + 4),
    altitude: read.number(first + 3),
    azimuth: read.number(first + 2),
    speed: read.number(first + 1),
    accuracy: read.number(first),
  });
  if (Math.abs(point.latitude ?? 0) > 90 || Math.abs(point.longitude ?? 0) > 180) throw new MalformedMessage('no place on earth');
  if ((point.azimuth ?? 0) > 360 || (point.azimuth ?? 0) < 0) throw new MalformedMessage('no direction');
  return point;
};

/** Network cell that the unit is in, as sent. */
export const readCell = (read: FieldReader, first: number) =>
  present({ mcc: read.hex(first), mnc: read.hex(first + 1), lac: read.hex(first + 2), cell_id: read.hex(first + 3) });

/** Coordinates that say something: both there, and not the null island of a receiver without a fix. */
export const placeOf = ({ latitude: lat, longitude: lon }: Point): { lat: number; lon: number } | undefined =>
  lat === undefined || lon === undefined || (lat === 0 && lon === 0) ? undefined : { lat, lon };
