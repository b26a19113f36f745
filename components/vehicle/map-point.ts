import { vehicleLabel } from '#components/events/vehicle-label.ts';
import type { MapPoint } from '#components/map/map-source.ts';
import { deriveActivity, isLowEnergy } from '#lib/client/vehicle-activity.ts';
import type { VehicleRecord } from './vehicle-record.ts';

/** The vehicle as the map draws it; undefined while no position is known. */
export const mapPoint = ({ vehicle, state }: VehicleRecord, now_ms: number): MapPoint | undefined => {
  const { position, speed_in_kilometers_per_hour: speed, heading_in_degrees: heading } = state;
  if (!position) return undefined;
  const known = {
    life_status: vehicle.life_status.value,
    operation_status: vehicle.operation_status.value,
    speed: speed?.value ?? null,
    ignition: state.ignition?.value ?? null,
    driving_enabled: state.driving_enabled?.value ?? null,
    charging: state.charging_status?.value ?? null,
  };
  return {
    id: vehicle.id,
    label: vehicleLabel(vehicle),
    lat: position.value.lat,
    lon: position.value.lon,
    heading: heading?.value,
    speed: speed?.value,
    status: deriveActivity(known, speed && Date.parse(speed.timestamp), now_ms),
    position_at: position.timestamp,
    low: isLowEnergy(state.state_of_charge_or_fuel_level_in_percent?.value ?? null),
  };
};
