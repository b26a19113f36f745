import type { StateReport } from '#lib/domain/telematics.ts';
import { looseBoolean, looseNumber, positionOf, scaled } from '../loose-values.ts';
import { instantOf, stampProperties } from '../state-properties.ts';

/** Odometer and range come in steps of 10 m. */
const kilometers_per_step = 0.01;

type Fields = Record<string, unknown>;

const negated = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value);

const charging = (value: boolean | undefined) =>
  value === undefined ? undefined : value ? ('CHARGING' as const) : ('NOT_CHARGING' as const);

const newest = (...instants: (string | undefined)[]): string | undefined =>
  instants
    .filter((instant) => instant !== undefined)
    .toSorted()
    .at(-1);

/**
 * Fields of a status, a location or (first generation) both, polled or pushed; pushed values may all be strings.
 * Status values carry `statusUtcTime`, location values `gpsUTCTime` (pushes: `gpsUtcTime`), both in ms; values without a time are dropped.
 * Source: Segway API of Gateway, status and location models; units `one implementation`, km/h for `speed` assumed.
 */
export const translateFields = (unit_id: string, fields: Fields, received_at_ms: number): StateReport => {
  const status_at = instantOf(looseNumber(fields.statusUtcTime));
  const location_at = instantOf(looseNumber(fields.gpsUTCTime ?? fields.gpsUtcTime)) ?? status_at;
  const online = looseBoolean(fields.online);
  const contact_at = newest(status_at, fields.latitude === undefined ? undefined : location_at);
  return {
    brand: 'SEGWAY',
    unit_id,
    received_at: new Date(received_at_ms).toISOString(),
    ...(contact_at !== undefined && { contact_at }),
    ...(online !== undefined && { online }),
    properties: {
      ...stampProperties(
        {
          driving_enabled: negated(looseBoolean(fields.locked)),
          charging_status: charging(looseBoolean(fields.charging)),
          state_of_charge_or_fuel_level_in_percent: looseNumber(fields.powerPercent),
          speed_in_kilometers_per_hour: looseNumber(fields.speed),
          mileage_in_kilometers: scaled(looseNumber(fields.odometer), kilometers_per_step),
          remaining_range_in_kilometers: scaled(looseNumber(fields.remainingRange ?? fields.remainderRange), kilometers_per_step),
        },
        status_at,
      ),
      ...stampProperties(
        {
          position: positionOf(fields.latitude, fields.longitude),
          altitude_in_meters: looseNumber(fields.altitude),
          gnss_satellites: looseNumber(fields.satelliteNumber),
          horizontal_dilution_of_precision: looseNumber(fields.hdop),
        },
        location_at,
      ),
    },
  };
};
