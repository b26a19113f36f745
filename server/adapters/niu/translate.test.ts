import { describe, expect, it } from 'vitest';
import type { VendorProfile } from '#lib/domain/vendor-profile.ts';
import { fromGcj02 } from './gcj02.ts';
import { findAll } from './pointer.ts';
import { niu_assumed_profile } from './profile.ts';
import { applyTransform } from './transforms.ts';
import { translateState } from './translate.ts';

const received_at_ms = Date.parse('2021-04-06T08:32:00.000Z');
const measured_at = '2021-04-06T08:31:30.173Z';
const translate = (data: unknown, profile: VendorProfile = niu_assumed_profile) =>
  translateState('NBSG4C7B40647G5M', data, profile, received_at_ms);
const at = (value: unknown) => ({ value, timestamp: measured_at });

/** Data of the sample in the telematics specification, chapter 7. */
const sample = {
  isCharging: 0,
  lockStatus: 0,
  isAccOn: 0,
  isFortificationOn: 1,
  isConnected: true,
  postion: { lat: 52.5126, lng: 13.4198 },
  hdop: 1,
  gpsTimestamp: 1617697890173,
  infoTimestamp: 1617697890173,
  batteries: { compartmentA: { bmsId: 'B1', isConnected: true, batteryCharging: 59 } },
  estimatedMileage: 68,
  nowSpeed: 0,
  centreCtrlBattery: 100,
  gps: 5,
  gsm: 14,
};

describe('translateState', () => {
  it('maps the sample as the built-in profile says', () => {
    expect(translate(sample)).toEqual({
      brand: 'NIU',
      unit_id: 'NBSG4C7B40647G5M',
      received_at: '2021-04-06T08:32:00.000Z',
      contact_at: measured_at,
      online: true,
      properties: {
        position: at({ lat: 52.5126, lon: 13.4198 }),
        state_of_charge_or_fuel_level_in_percent: at(59),
        remaining_range_in_kilometers: at(68),
        speed_in_kilometers_per_hour: at(0),
        driving_enabled: at(false),
        charging_status: at('NOT_CHARGING'),
        telematics_unit_battery_in_percent: at(100),
        cellular_signal_quality: at(2),
      },
    });
  });

  it('reads numbers sent as texts and the other spelling of the position', () => {
    const { postion, ...rest } = sample;
    const { properties } = translate({
      ...rest,
      position: postion,
      isAccOn: '1',
      isCharging: '1',
      nowSpeed: '31',
      gpsTimestamp: '1617697890173',
    });
    expect(properties).toMatchObject({
      position: at({ lat: 52.5126, lon: 13.4198 }),
      driving_enabled: at(true),
      charging_status: at('CHARGING'),
      speed_in_kilometers_per_hour: at(31),
    });
  });

  it('takes the mean of the packs that are connected', () => {
    const batteries = {
      compartmentA: { isConnected: true, batteryCharging: 50 },
      compartmentB: { isConnected: true, batteryCharging: '71' },
      compartmentC: { isConnected: false, batteryCharging: 3 },
    };
    expect(translate({ ...sample, batteries }).properties.state_of_charge_or_fuel_level_in_percent).toEqual(at(60.5));
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'ok'],
    ['values without a time', { ...sample, infoTimestamp: undefined, gpsTimestamp: undefined }],
    [
      '0/0 and empty strings',
      { infoTimestamp: 1617697890173, gpsTimestamp: 1617697890173, postion: { lat: 0, lng: 0 }, gsm: '', nowSpeed: '' },
    ],
    ['no connected pack', { infoTimestamp: 1617697890173, batteries: { compartmentA: { isConnected: false, batteryCharging: 59 } } }],
    ['an unknown word', { infoTimestamp: 1617697890173, isCharging: 2, isAccOn: 'on' }],
    ['inherited names', { infoTimestamp: 1617697890173, isCharging: 'constructor' }],
  ])('invents nothing from %s', (_, data) => {
    expect(translate(data).properties).toEqual({});
  });

  it('converts positions of mainland-China servers', () => {
    const profile: VendorProfile = { ...niu_assumed_profile, coordinateSystem: 'GCJ02' };
    const position = translate({ ...sample, postion: { lat: 31.17530398364597, lng: 121.531541859215 } }, profile).properties.position
      ?.value;
    expect(position?.lat).toBeCloseTo(31.1774276, 4);
    expect(position?.lon).toBeCloseTo(121.5272106, 4);
  });
});

describe('fromGcj02', () => {
  /** Pair of the public eviltransform test data. */
  it('is right within about two metres and leaves the rest of the world alone', () => {
    const { lat, lon } = fromGcj02({ lat: 39.91334545536069, lon: 116.38404722455657 });
    expect(Math.abs(lat - 39.911954)).toBeLessThan(3e-5);
    expect(Math.abs(lon - 116.377817)).toBeLessThan(3e-5);
    expect(fromGcj02({ lat: -34.9, lon: -56.2 })).toEqual({ lat: -34.9, lon: -56.2 });
  });
});

describe('applyTransform', () => {
  it.each([
    [{ from: '/a', as: 'scale', factor: 0.1 }, { a: '123' }, 12.3],
    [{ from: '/a', as: 'div6' }, { a: 31 }, 5],
    [{ from: '/a', as: 'div6' }, { a: 14 }, 2],
    [{ from: '/a/0/b', as: 'number' }, { a: [{ b: 4 }] }, 4],
    [{ from: '/a~1b/c~0d', as: 'number' }, { 'a/b': { 'c~d': 7 } }, 7],
    [{ from: '/a', as: 'number' }, { a: Number.NaN }, undefined],
  ] as const)('%o', (transform, data, expected) => {
    expect(applyTransform(data, transform)).toBe(expected);
  });
});

describe('findAll', () => {
  it('knows the whole, every member, and nothing inherited', () => {
    expect(findAll({ a: 1 }, '')).toEqual([{ a: 1 }]);
    expect(findAll({ a: { x: { v: 1 }, y: { v: 2 } } }, '/a/*/v')).toEqual([1, 2]);
    expect(findAll({}, '/constructor')).toEqual([]);
  });
});
