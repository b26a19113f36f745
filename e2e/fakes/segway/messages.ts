import type { FakeVehicle } from '../fake-vehicle.ts';

export type RangeKey = 'remainingRange' | 'remainderRange';

/** Steps of 10 m. */
const steps = (km: number) => Math.round(km * 100);

export const statusFields = (vehicle: FakeVehicle, range_key: RangeKey): Record<string, unknown> => ({
  online: vehicle.online,
  locked: !vehicle.driving_enabled,
  lockVoltage: 412,
  networkSignal: 21,
  charging: vehicle.charging,
  powerPercent: Math.round(vehicle.energy_percent),
  speedMode: 2,
  speed: Math.round(vehicle.speed),
  odometer: steps(vehicle.mileage_km),
  [range_key]: steps(vehicle.range_km),
  totalRidingSecs: 86_000,
  statusUtcTime: vehicle.updated_at,
});

/** Queries spell the time of the fix `gpsUTCTime`, pushes `gpsUtcTime`. */
export const locationFields = (vehicle: FakeVehicle, time_key: 'gpsUTCTime' | 'gpsUtcTime'): Record<string, unknown> => ({
  latitude: vehicle.lat,
  longitude: vehicle.lon,
  altitude: 24,
  satelliteNumber: 9,
  hdop: 0.9,
  [time_key]: vehicle.position_at ?? vehicle.updated_at,
});
