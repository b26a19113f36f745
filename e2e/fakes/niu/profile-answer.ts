import type { VendorProfile } from '#lib/domain/vendor-profile.ts';
import type { FakeVehicle } from '../fake-vehicle.ts';

type Json = Record<string, unknown>;
type Transform = NonNullable<VendorProfile['state']['map'][keyof VendorProfile['state']['map']]>;

/** Writes a value at a JSON Pointer, making the objects on the way. A `*` becomes the one member named `all`. */
export const writeAt = (target: Json, pointer: string, value: unknown, all = 'compartmentA'): void => {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => (step === '*' ? all : step));
  const last = steps.pop();
  if (last === undefined) {
    Object.assign(target, value);
    return;
  }
  let place = target;
  for (const step of steps) {
    place[step] ??= {};
    place = place[step] as Json;
  }
  place[last] = value;
};

const measured = (vehicle: FakeVehicle): Partial<Record<keyof VendorProfile['state']['map'], unknown>> => ({
  position: { lat: vehicle.lat, lng: vehicle.lon },
  state_of_charge_or_fuel_level_in_percent: Math.round(vehicle.energy_percent),
  remaining_range_in_kilometers: Math.round(vehicle.range_km),
  mileage_in_kilometers: Math.round(vehicle.mileage_km),
  speed_in_kilometers_per_hour: Math.round(vehicle.speed),
  driving_enabled: vehicle.driving_enabled,
  charging_status: vehicle.charging ? 'CHARGING' : 'NOT_CHARGING',
  telematics_unit_battery_in_percent: 100,
  cellular_signal_quality: 3,
  top_case_lock: vehicle.top_case_locked === undefined ? undefined : vehicle.top_case_locked ? 'LOCKED' : 'UNLOCKED',
  top_case_lid: vehicle.top_case_locked === undefined ? undefined : 'CLOSED',
});

/** The inverse of a transform: how the vendor would write our value. */
const writeProperty = (data: Json, transform: Transform, value: unknown, position_spelling: number): void => {
  switch (transform.as) {
    case 'latlng':
      writeAt(data, transform.first[position_spelling] ?? transform.first[0] ?? '/position', value);
      break;
    case 'mean':
      writeAt(data, transform.each, { ...(transform.where && { [transform.where]: true }), [transform.pick]: value });
      break;
    case 'bool01':
      writeAt(data, transform.from, value ? 1 : 0);
      break;
    case 'enum':
      writeAt(data, transform.from, Object.keys(transform.values).find((key) => transform.values[key] === value) ?? value);
      break;
    case 'div6':
      writeAt(data, transform.from, Number(value) * 6);
      break;
    case 'scale':
      writeAt(data, transform.from, Number(value) / transform.factor);
      break;
    case 'number':
      writeAt(data, transform.from, value);
  }
};

/** State of a vehicle in the words of the profile. `position_spelling`: which of the profile's spellings to use. */
export const stateData = (vehicle: FakeVehicle, { state }: VendorProfile, position_spelling: number): Json => {
  const data: Json = {};
  const values = measured(vehicle);
  for (const [name, transform] of Object.entries(state.map)) {
    const value = values[name as keyof typeof values];
    if (value !== undefined) writeProperty(data, transform, value, position_spelling);
  }
  const unit_ms = state.time.unit === 's' ? 1_000 : 1;
  writeAt(data, state.time.position, (vehicle.position_at ?? vehicle.updated_at) / unit_ms);
  writeAt(data, state.time.default, vehicle.updated_at / unit_ms);
  if (state.online) writeAt(data, state.online, vehicle.online);
  return data;
};

/** The envelope around `data`, or around an error code. */
export const envelope = ({ envelope: shape }: VendorProfile, outcome: { data: Json } | { code: unknown; text: string }): Json => {
  const body: Json = {};
  if ('data' in outcome) {
    writeAt(body, shape.ok.pointer, shape.ok.equals);
    writeAt(body, shape.text, 'ok');
    writeAt(body, shape.data, outcome.data);
  } else {
    writeAt(body, shape.code, outcome.code);
    writeAt(body, shape.text, outcome.text);
  }
  return body;
};
