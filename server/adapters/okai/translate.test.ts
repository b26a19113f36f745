import { describe, expect, it } from 'vitest';
import { readMessage } from '../track-ascii/message.ts';
import { openSession, vectorText } from '../track-ascii/test-vectors.ts';
import { readReport } from './report.ts';
import { OkaiSettings } from './settings.ts';
import { translateReport } from './translate.ts';

const received_at = '2025-03-01T16:00:00.000Z';
const translate = (text: string, settings: object = {}) => {
  const frame = readMessage(text.slice(0, -1));
  if (frame.kind !== 'report') throw new Error('no report');
  const report = readReport(frame);
  if (!report) throw new Error('no layout');
  return translateReport(frame, report, OkaiSettings.parse(settings), received_at);
};
const valuesOf = (text: string, settings?: object) =>
  Object.fromEntries(Object.entries(translate(text, settings).properties).map(([name, { value }]) => [name, value]));
/** The published frames came without coordinates. */
const placed = vectorText('o2').replace('4,1.0,,218.2,,,', '4,1.0,271,218.2,-56.164532,-34.905912,');

describe('a report', () => {
  it('tells everything that the table of properties says', () => {
    expect(valuesOf(placed)).toEqual({
      position: { lat: -34.905912, lon: -56.164532 },
      heading_in_degrees: 271,
      altitude_in_meters: 218.2,
      horizontal_dilution_of_precision: 4,
      speed_in_kilometers_per_hour: 0,
      mileage_in_kilometers: 263.22,
      remaining_range_in_kilometers: 0,
      state_of_charge_or_fuel_level_in_percent: 78,
      driving_enabled: false,
      headlights_status: 'OFF',
      charging_status: 'NOT_CHARGING',
      onboard_voltage_in_volts: 51.521,
      telematics_unit_battery_in_percent: 87,
      cellular_signal_quality: 4,
    });
  });

  it('has the place at the time of the fix and the rest at the time of the report', () => {
    const { properties } = translate(placed);
    expect(properties.position?.timestamp).toBe('2025-03-01T15:48:18.000Z');
    expect(properties.driving_enabled?.timestamp).toBe('2025-03-01T15:48:21.000Z');
  });

  it('tells nothing of a place without coordinates, or with those of nowhere', () => {
    const nowhere = placed.replace('-56.164532,-34.905912', '0.000000,0.000000');
    for (const text of [vectorText('o2'), nowhere]) {
      const { position, heading_in_degrees, altitude_in_meters } = translate(text).properties;
      expect([position, heading_in_degrees, altitude_in_meters]).toEqual([undefined, undefined, undefined]);
    }
  });

  it('keeps the time of a clock that is not set, and drops what has none', () => {
    const wrong = vectorText('o1').replace('20250228065940,00A6', '20040101000148,00A6');
    expect(translate(wrong).properties.driving_enabled?.timestamp).toBe('2004-01-01T00:01:48.000Z');
    expect(translate(vectorText('o1').replace('20250228065940,00A6', '20250231065940,00A6')).properties).toEqual({});
  });

  it('gives meanings that are settings only where they are set', () => {
    expect(valuesOf(placed).battery_compartment_lock).toBeUndefined();
    expect(valuesOf(placed, { battery_lock: { locked: 1, unlocked: 0 } }).battery_compartment_lock).toBe('LOCKED');
    expect(valuesOf(placed, { lock_state: { locked: 0, unlocked: 1 } }).driving_enabled).toBe(true);
    expect(valuesOf(placed.replace('29&99', '99&99')).cellular_signal_quality).toBeUndefined();
  });

  it('may be short', () => {
    const short = '+RESP:GTMLS,OK043A,868070043228349,zk200,,,,,1,0,51521,4034,87,0,1,,,20250301154821,000B$';
    expect(valuesOf(short)).toEqual({ onboard_voltage_in_volts: 51.521, telematics_unit_battery_in_percent: 87, driving_enabled: true });
  });
});

it.each([
  ['a field too few', vectorText('o2').replace(',26&99', '').replace('zk200,,', 'zk200,')],
  ['a field too many', vectorText('o2').replace('zk200,', 'zk200,,')],
  ['a word for a number', vectorText('o2').replace('51521', 'lots')],
  ['a place that is not on earth', placed.replace('-34.905912', '-94.905912')],
  ['a part of ecuInfo too few', vectorText('o2').replace('0.0&0.00', '0.0')],
])('%s makes a strike and no state', async (_, text) => {
  const { send, strikes, reports } = openSession('okai');
  await send(text);
  expect(strikes).toHaveLength(1);
  expect(reports).toEqual([]);
});
