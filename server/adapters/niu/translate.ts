import type { StateReport } from '#lib/domain/telematics.ts';
import type { StateProperty } from '#lib/domain/vehicle-state.ts';
import { Position } from '#lib/domain/vehicle-state-schema.ts';
import type { VendorProfile } from '#lib/domain/vendor-profile.ts';
import { looseBoolean, looseNumber, scaled } from '../loose-values.ts';
import { instantOf, type MeasuredValues, stampProperties } from '../state-properties.ts';
import { fromGcj02 } from './gcj02.ts';
import { findOne } from './pointer.ts';
import { applyTransform } from './transforms.ts';

const inWgs84 = (value: unknown, system: VendorProfile['coordinateSystem']): Position | undefined => {
  const position = Position.safeParse(value);
  if (!position.success) return undefined;
  return system === 'GCJ02' ? fromGcj02(position.data) : position.data;
};

/**
 * The envelope's data in our words, as the profile maps it. The position carries its own time, all else the default time;
 * values without a time are dropped. Field names are those of the vendor's consumer cloud, their use for fleets is assumed.
 */
export const translateState = (unit_id: string, data: unknown, profile: VendorProfile, received_at_ms: number): StateReport => {
  const { map, time, online } = profile.state;
  const instant = (pointer: string) => instantOf(scaled(looseNumber(findOne(data, pointer)), time.unit === 's' ? 1_000 : 1));
  const values = Object.fromEntries(
    (Object.keys(map) as StateProperty[]).flatMap((name) => (map[name] ? [[name, applyTransform(data, map[name])]] : [])),
  );
  const { position, ...others } = values;
  const default_at = instant(time.default);
  const is_online = online === undefined ? undefined : looseBoolean(findOne(data, online));
  return {
    brand: 'NIU',
    unit_id,
    received_at: new Date(received_at_ms).toISOString(),
    ...(default_at !== undefined && { contact_at: default_at }),
    ...(is_online !== undefined && { online: is_online }),
    properties: {
      ...stampProperties(others as MeasuredValues, default_at),
      ...stampProperties({ position: inWgs84(position, profile.coordinateSystem) }, instant(time.position)),
    },
  };
};
