import type { StateReport } from '#lib/domain/telematics.ts';
import { looseNumber, positionOf } from '../loose-values.ts';
import { instantOf, type MeasuredValues, stampProperties } from '../state-properties.ts';
import type { DeviceStatus } from './client.ts';

const word = <T>(words: Record<string, T>, value: unknown): T | undefined =>
  typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : undefined;

const lock_words = { locked: 'LOCKED', unlocked: 'UNLOCKED' } as const;
const opening_words = { open: 'OPEN', closed: 'CLOSED' } as const;
const switch_words = { on: 'ON', off: 'OFF' } as const;
const holder_words = { in: 'IN_HOLDER', out: 'REMOVED' } as const;
const adapter_words = { in: 'CONNECTED', out: 'DISCONNECTED' } as const;
const truth_words = { on: true, off: false } as const;

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const truth = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : word(truth_words, value));

/** Charging by the slow or the quick connector. */
const chargingStatus = (electric: Record<string, unknown>): MeasuredValues['charging_status'] => {
  const connectors = [word(truth_words, electric.charge), word(truth_words, electric.quick_charge)];
  if (connectors.includes(true)) return 'CHARGING';
  return connectors.includes(false) ? 'NOT_CHARGING' : undefined;
};

const unlocked = (immobilizer: unknown): boolean | undefined => {
  const state = word(lock_words, immobilizer);
  return state === undefined ? undefined : state === 'UNLOCKED';
};

/**
 * A device status in our words. The position carries its own time; all else is stamped with the time of receipt, since the car has just answered.
 * Any field may be missing. A position without a time is dropped: its age is unknown. Source: CloudBoxx device API, status object.
 */
export const translateStatus = (unit_id: string, status: DeviceStatus, received_at_ms: number): StateReport => {
  const received_at = new Date(received_at_ms).toISOString();
  const position = record(status.position);
  const electric = record(status.electric_vehicle_state);
  const position_at = typeof position.timestamp === 'string' ? Date.parse(position.timestamp) : undefined;
  return {
    brand: 'CLOUDBOXX',
    unit_id,
    received_at,
    contact_at: received_at,
    properties: {
      ...stampProperties(
        {
          central_lock: word(lock_words, status.central_lock),
          driving_enabled: unlocked(status.immobilizer),
          ignition: word(switch_words, status.ignition),
          doors_status: word(opening_words, status.doors),
          windows_status: word(opening_words, status.windows),
          headlights_status: word(switch_words, status.lights),
          parking_brake_engaged: truth(status.handbrake),
          vehicle_key_status: word(holder_words, status.keyfob),
          fuel_card_status: word(holder_words, record(status.rfid_tag_states)['1']),
          bluetooth_connected: truth(status.bluetooth_connection),
          mileage_in_kilometers: looseNumber(status.mileage),
          state_of_charge_or_fuel_level_in_percent: looseNumber(status.fuel_level),
          onboard_voltage_in_volts: looseNumber(status.board_voltage),
          speed_in_kilometers_per_hour: looseNumber(status.speed),
          charging_status: chargingStatus(electric),
          charging_adapter_status: word(adapter_words, electric.charge_adapter),
          remaining_range_in_kilometers: looseNumber(electric.cruising_range),
        },
        received_at,
      ),
      ...stampProperties(
        {
          position: positionOf(position.lat, position.lon),
          horizontal_dilution_of_precision: looseNumber(position.hdop),
          gnss_speed_over_ground_in_kilometers_per_hour: looseNumber(position.speed_over_ground),
        },
        instantOf(position_at),
      ),
    },
  };
};
