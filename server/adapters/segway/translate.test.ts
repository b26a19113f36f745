import { describe, expect, it } from 'vitest';
import { translateFields } from './translate.ts';

const received_at_ms = Date.parse('2024-06-10T06:15:00.000Z');
const measured_at = '2024-06-10T06:13:20.000Z';
const translate = (fields: Record<string, unknown>) => translateFields('868200000000001', fields, received_at_ms);

/** Status and location samples of the telematics specification, chapter 5. */
const status = {
  online: true,
  locked: true,
  lockVoltage: 412,
  networkSignal: 21,
  charging: false,
  powerPercent: 80,
  speedMode: 2,
  speed: 0,
  odometer: 1230,
  remainingRange: 2400,
  totalRidingSecs: 86000,
  statusUtcTime: 1718000000000,
};
const location = { latitude: 50.87, longitude: 8.02, altitude: 240, satelliteNumber: 9, hdop: 0.9, gpsUTCTime: 1718000000000 };

const at = (value: unknown, timestamp = measured_at) => ({ value, timestamp });

describe('translateFields', () => {
  it('maps the status sample', () => {
    expect(translate(status)).toEqual({
      brand: 'SEGWAY',
      unit_id: '868200000000001',
      received_at: '2024-06-10T06:15:00.000Z',
      contact_at: measured_at,
      online: true,
      properties: {
        driving_enabled: at(false),
        charging_status: at('NOT_CHARGING'),
        state_of_charge_or_fuel_level_in_percent: at(80),
        speed_in_kilometers_per_hour: at(0),
        mileage_in_kilometers: at(12.3),
        remaining_range_in_kilometers: at(24),
      },
    });
  });

  it('maps the location sample', () => {
    expect(translate(location).properties).toEqual({
      position: at({ lat: 50.87, lon: 8.02 }),
      altitude_in_meters: at(240),
      gnss_satellites: at(9),
      horizontal_dilution_of_precision: at(0.9),
    });
  });

  it('reads pushed values, which are all strings, and both spellings of range and time', () => {
    const pushed = { locked: 'false', online: 'true', powerPercent: '80', remainderRange: '2400', statusUtcTime: '1718000000000' };
    expect(translate(pushed)).toMatchObject({
      online: true,
      properties: {
        driving_enabled: at(true),
        state_of_charge_or_fuel_level_in_percent: at(80),
        remaining_range_in_kilometers: at(24),
      },
    });
    expect(translate({ latitude: '50.87', longitude: '8.02', gpsUtcTime: '1718000000000' }).properties).toEqual({
      position: at({ lat: 50.87, lon: 8.02 }),
    });
  });

  it('keeps the times of a first-generation message apart', () => {
    const { properties, contact_at } = translate({ ...status, ...location, gpsUTCTime: 1718000060000 });
    expect(properties.position?.timestamp).toBe('2024-06-10T06:14:20.000Z');
    expect(properties.driving_enabled?.timestamp).toBe(measured_at);
    expect(contact_at).toBe('2024-06-10T06:14:20.000Z');
  });

  it.each([
    ['nothing', {}],
    ['0/0', { latitude: 0, longitude: '0', gpsUTCTime: 1718000000000 }],
    ['values without a time', { locked: true, powerPercent: 80, latitude: 50.87, longitude: 8.02 }],
    ['times that are none', { locked: true, statusUtcTime: 'now' }],
    ['a time before all clocks', { locked: true, statusUtcTime: -5 }],
    ['a time beyond all calendars', { locked: true, statusUtcTime: 1e300 }],
    ['values out of range', { powerPercent: 180, speed: -3, statusUtcTime: 1718000000000 }],
    ['empty strings', { powerPercent: '', locked: '', odometer: ' ', statusUtcTime: '1718000000000' }],
  ])('invents nothing from %s', (_, fields) => {
    expect(translate(fields).properties).toEqual({});
  });
});
