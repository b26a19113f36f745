import { describe, expect, it } from 'vitest';
import { translateStatus } from './translate.ts';

const received_at = '2020-01-30T13:25:00.000Z';
const translate = (status: Record<string, unknown>) => translateStatus('0123456789ABCDEF', status, Date.parse(received_at));
const values = (status: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(translate(status).properties).map(([name, { value }]) => [name, value]));

/** Status sample of the telematics specification, chapter 4. */
const sample = {
  central_lock: 'locked',
  immobilizer: 'locked',
  ignition: 'off',
  doors: 'closed',
  keyfob: 'in',
  mileage: 48211,
  fuel_level: 62,
  board_voltage: 12.4,
  position: { lat: 50.834, lon: 8.0219, hdop: 0.9, quality: 'good', timestamp: '2020-01-30T13:22:05Z' },
  electric_vehicle_state: { charge: 'off', charge_adapter: 'out', cruising_range: 210 },
};

describe('translateStatus', () => {
  it('maps the sample, the position with its own time and all else with the time of receipt', () => {
    const report = translate(sample);
    const now = (value: unknown) => ({ value, timestamp: received_at });
    const then = (value: unknown) => ({ value, timestamp: '2020-01-30T13:22:05.000Z' });
    expect(report).toEqual({
      brand: 'CLOUDBOXX',
      unit_id: '0123456789ABCDEF',
      received_at,
      contact_at: received_at,
      properties: {
        central_lock: now('LOCKED'),
        driving_enabled: now(false),
        ignition: now('OFF'),
        doors_status: now('CLOSED'),
        vehicle_key_status: now('IN_HOLDER'),
        mileage_in_kilometers: now(48211),
        state_of_charge_or_fuel_level_in_percent: now(62),
        onboard_voltage_in_volts: now(12.4),
        charging_status: now('NOT_CHARGING'),
        charging_adapter_status: now('DISCONNECTED'),
        remaining_range_in_kilometers: now(210),
        position: then({ lat: 50.834, lon: 8.0219 }),
        horizontal_dilution_of_precision: then(0.9),
      },
    });
  });

  it('maps the fields of the list that the sample lacks', () => {
    const more = {
      windows: 'open',
      lights: 'on',
      handbrake: 'on',
      rfid_tag_states: { 1: 'out' },
      bluetooth_connection: 'off',
      speed: 33,
      electric_vehicle_state: { quick_charge: 'on', charge: 'off' },
    };
    expect(values(more)).toEqual({
      windows_status: 'OPEN',
      headlights_status: 'ON',
      parking_brake_engaged: true,
      fuel_card_status: 'REMOVED',
      bluetooth_connected: false,
      speed_in_kilometers_per_hour: 33,
      charging_status: 'CHARGING',
    });
  });

  it.each([
    ['nothing', {}],
    ['unknown words', { central_lock: 'jammed', ignition: '', doors: null, keyfob: 7, immobilizer: 'constructor' }],
    ['values out of range', { fuel_level: 140, mileage: -1, board_voltage: 'NaN', speed: 'Infinity' }],
    ['0/0', { position: { lat: 0, lon: 0, timestamp: '2020-01-30T13:22:05Z' } }],
    ['a position without a time', { position: { lat: 50.834, lon: 8.0219 } }],
    ['a position with an unreadable time', { position: { lat: 50.834, lon: 8.0219, timestamp: 'just now' } }],
    ['half a position', { position: { lat: 50.834, timestamp: '2020-01-30T13:22:05Z' } }],
    ['wrong types', { position: [], electric_vehicle_state: 'full', rfid_tag_states: 'in' }],
  ])('invents nothing from %s', (_, status) => {
    expect(values(status)).toEqual({});
  });
});
