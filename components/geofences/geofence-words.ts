import { vehicle_types } from '#lib/display.ts';
import type { GeofenceShape } from '#lib/domain/geofence.ts';
import type { GeofenceVehicles } from '#lib/domain/geofence-schema.ts';
import type { Text } from '#lib/messages/text.ts';

/** `Circle, radius 200 m`, `Polygon, 5 corners`. */
export const sizeText = (shape: GeofenceShape, { t, count, formatNumber }: Text): string => {
  if (shape.type === 'Polygon')
    return count((shape.coordinates[0]?.length ?? 1) - 1, 'Polygon, {count} corner', 'Polygon, {count} corners');
  const { radius_in_meters: radius } = shape;
  return t('Circle, radius {radius}', { radius: radius < 1000 ? formatNumber(radius, 'm') : formatNumber(radius / 1000, 'km', 1) });
};

/** Which vehicles it watches. */
export const filterText = (filter: GeofenceVehicles | undefined, { t }: Text): string => {
  const types = (filter?.vehicle_type ?? []).map((type) => t(vehicle_types[type].label));
  const parts = [types.join(' / '), (filter?.brand ?? []).join(' / '), (filter?.tags ?? []).join(' + ')].filter(Boolean);
  return parts.length === 0 ? t('Watches all vehicles') : t('Watches: {which}', { which: parts.join(' · ') });
};

/** `night, harbour` → two words; undefined for none. */
export const wordsOf = (written: string): string[] | undefined => {
  const words = [...new Set(written.split(',').map((word) => word.trim()))].filter(Boolean);
  return words.length > 0 ? words : undefined;
};
