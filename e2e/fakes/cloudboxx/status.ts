import type { FakeVehicle } from '../fake-vehicle.ts';

const lockWord = (locked: boolean) => (locked ? 'locked' : 'unlocked');
const switchWord = (on: boolean) => (on ? 'on' : 'off');
const isoSeconds = (at_ms: number) => `${new Date(at_ms).toISOString().slice(0, 19)}Z`;

/** Status object of the device API. */
export const statusOf = (vehicle: FakeVehicle): Record<string, unknown> => ({
  central_lock: lockWord(vehicle.locked),
  central_lock_last_command: lockWord(vehicle.locked),
  immobilizer: lockWord(!vehicle.driving_enabled),
  ignition: switchWord(vehicle.ignition),
  doors: vehicle.doors_open ? 'open' : 'closed',
  windows: 'closed',
  keyfob: vehicle.ignition ? 'out' : 'in',
  rfid_tag_states: { 1: 'in' },
  mileage: Math.floor(vehicle.mileage_km),
  fuel_level: Math.round(vehicle.energy_percent),
  board_voltage: vehicle.voltage,
  speed: Math.round(vehicle.speed),
  position: {
    lat: vehicle.lat,
    lon: vehicle.lon,
    hdop: 0.9,
    quality: 'good',
    speed_over_ground: Math.round(vehicle.speed),
    timestamp: isoSeconds(vehicle.position_at ?? vehicle.updated_at),
  },
  electric_vehicle_state: {
    charge: switchWord(vehicle.charging),
    quick_charge: 'off',
    charge_adapter: (vehicle.plugged_in ?? vehicle.charging) ? 'in' : 'out',
    cruising_range: Math.round(vehicle.range_km),
  },
});
