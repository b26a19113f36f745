import { describe, expect, it } from 'vitest';
import { mercedes_benz_models } from '#lib/catalogue/models/mercedes-benz.ts';
import type { UnitRef } from '#lib/domain/telematics.ts';
import { mergeNotes } from '#lib/domain/unit-notes.ts';
import { translateMessages } from './translate.ts';

const vin = 'S0FTCARMB00000001';
const at = (ms: number) => new Date(ms).toISOString();
const modelNamed = (name: string) => {
  const model = mercedes_benz_models.find(({ vehicle_model }) => vehicle_model === name);
  if (!model) throw new Error(`no model ${name}`);
  return model;
};
type GivenSignal = [name: string, value: string, timestamp?: number, type?: string];
const now_ms = 1_753_362_541_271;

let number = 0;
const message = (messageType: string, data: object) => {
  number += 1;
  return {
    value: JSON.stringify({ messageId: `m${number}`, vin, timestamp: now_ms, messageType, version: '1', data }),
    stored_at_ms: now_ms,
    partition: 0,
    offset: BigInt(number),
  };
};
const signals = (...given: GivenSignal[]) =>
  message('vehiclesignal', {
    signals: given.map(([name, value, timestamp = 1_000, type = 'string']) => ({ name, value, timestamp, type })),
  });

/** Reads batches one after the other, as the gateway does, and gives the newest value of each property. */
const readAll = (batches: ReturnType<typeof message>[][], model = modelNamed('A-Class (W177)')) => {
  const unit: UnitRef = { unit_id: vin, model, settings: {}, notes: {} };
  const state: Record<string, { value: unknown; timestamp: string }> = {};
  let skipped = 0;
  for (const batch of batches) {
    const news = translateMessages(batch, (id) => (id === vin ? unit : undefined), now_ms);
    unit.notes = mergeNotes(unit.notes ?? {}, news.notes);
    skipped += news.skipped;
    for (const { properties } of news.reports) {
      for (const [name, stamped] of Object.entries(properties)) {
        if ((state[name]?.timestamp ?? '') <= stamped.timestamp) state[name] = stamped;
      }
    }
  }
  return { state, skipped, notes: unit.notes };
};
const value = (property: string, ...given: GivenSignal[]) => readAll([[signals(...given)]]).state[property]?.value;

describe('a signal', () => {
  it.each([
    ['Driving.Speed.Current', '42', 'integer', 'speed_in_kilometers_per_hour', 42],
    ['Driving.Odometer.Lifetime', '48211', 'integer', 'mileage_in_kilometers', 48_211],
    ['Position.LastKnown.Heading', '359.7', 'double', 'heading_in_degrees', 0],
    ['Doors.Vehicle.IsLocked', 'true', 'boolean', 'central_lock', 'LOCKED'],
    ['Doors.Vehicle.IsLocked', 'false', 'boolean', 'central_lock', 'UNLOCKED'],
    ['Immobilizer.Keys.AllDeprovisioned', 'true', 'boolean', 'driving_enabled', false],
    ['Ignition.Status', 'START', 'string', 'ignition', 'ON'],
    ['Ignition.Status', 'ACCESSORY', 'string', 'ignition', 'OFF'],
    ['Doors.Trunk.IsOpen', 'true', 'boolean', 'trunk_status', 'OPEN'],
    ['Brakes.Parkbrake.IsEngaged', 'true', 'boolean', 'parking_brake_engaged', true],
    ['SupplyBattery.Voltage', '12.4', 'double', 'onboard_voltage_in_volts', 12.4],
    ['Tank.Fuel.Level', '62', 'integer', 'state_of_charge_or_fuel_level_in_percent', 62],
    ['Driving.Range.Fuel', '510', 'integer', 'remaining_range_in_kilometers', 510],
    ['ElectricalDrive.Charging.Status', 'FAST', 'string', 'charging_status', 'CHARGING'],
    ['ElectricalDrive.Charging.Status', 'CHARGING_FOREIGN_OBJECT', 'string', 'charging_status', 'NOT_CHARGING'],
    ['ElectricalDrive.Charging.Status', 'ERROR', 'string', 'charging_status', 'ERROR'],
    ['ElectricalDrive.Charging.IsActive', 'true', 'boolean', 'charging_status', 'CHARGING'],
    ['ElectricalDrive.Charging.ACCoupler.Status', 'CABLE_PLUGGED_VEHICLE_SIDE', 'string', 'charging_adapter_status', 'CONNECTED'],
    ['ElectricalDrive.Charging.DCCoupler.Status', 'CABLE_UNPLUGGED', 'string', 'charging_adapter_status', 'DISCONNECTED'],
    ['ElectricalDrive.Charging.ACCoupler.Status', 'PLUG_STATE_UNKNOWN', 'string', 'charging_adapter_status', undefined],
    ['Windows.FrontLeft.IsOpen', 'true', 'boolean', 'windows_status', 'OPEN'],
    ['Driving.Speed.Current', 'fast', 'integer', 'speed_in_kilometers_per_hour', undefined],
    ['Doors.Vehicle.IsLocked', 'yes', 'boolean', 'central_lock', undefined],
  ])('%s %s (%s) becomes %s %j', (name, text, type, property, wanted) => {
    expect(value(property, [name, text, 1_000, type])).toBe(wanted);
  });

  it('has its own time of measurement, and a report the key of its message', () => {
    const given = signals(['Driving.Speed.Current', '42', 5_000], ['Doors.Vehicle.IsLocked', 'true', 7_000]);
    const [report] = translateMessages([given], () => undefined, now_ms).reports;
    expect(report).toMatchObject({ unit_id: vin, message_key: `m${number}`, contact_at: at(7_000), received_at: at(now_ms) });
    expect(report?.properties).toEqual({
      speed_in_kilometers_per_hour: { value: 42, timestamp: at(5_000) },
      central_lock: { value: 'LOCKED', timestamp: at(7_000) },
    });
  });

  it('that is not known is counted and skipped, and so are messages of no known kind', () => {
    const batch = [
      signals(['Cabin.Mood', 'fine'], ['Driving.Speed.Current', '1']),
      message('vehicle_mood_update', {}),
      { ...message('x', {}), value: 'not JSON' },
    ];
    const { skipped, state } = readAll([batch]);
    expect(skipped).toBe(3);
    expect(state.speed_in_kilometers_per_hour?.value).toBe(1);
    expect(readAll([[message('vehicletrip', {}), message('vehicle_trip_summary', {}), message('charging_detection', {})]]).skipped).toBe(0);
  });

  it('of the finer odometer comes first', () => {
    const fine: GivenSignal = ['Driving.Odometer.Lifetime.HighResolution', '48211.6', 1_000, 'double'];
    expect(value('mileage_in_kilometers', ['Driving.Odometer.Lifetime', '48211'], fine)).toBe(48_211.6);
  });

  it('of the tank counts only in a car without a traction battery', () => {
    const given = [[signals(['Tank.Fuel.Level', '62', 2_000], ['ElectricalDrive.HighVoltageBattery.StateOfCharge', '40', 1_000])]];
    const energy = (model: string) => readAll(given, modelNamed(model)).state.state_of_charge_or_fuel_level_in_percent;
    expect(energy('A 250 e (W177)')).toEqual({ value: 40, timestamp: at(1_000) });
    expect(energy('A-Class (W177)')).toEqual({ value: 62, timestamp: at(2_000) });
  });
});

describe('what is made of several signals', () => {
  const lat = (timestamp: number, degrees = '50.834'): GivenSignal => ['Position.LastKnown.Latitude', degrees, timestamp, 'double'];
  const lon = (timestamp: number, degrees = '8.0219'): GivenSignal => ['Position.LastKnown.Longitude', degrees, timestamp, 'double'];

  it('a position needs both halves of one time, in one message, in two, or in two batches', () => {
    const wanted = { value: { lat: 50.834, lon: 8.0219 }, timestamp: at(9_000) };
    expect(readAll([[signals(lat(9_000), lon(9_000))]]).state.position).toEqual(wanted);
    expect(readAll([[signals(lat(9_000)), signals(lon(9_000))]]).state.position).toEqual(wanted);
    expect(readAll([[signals(lon(9_000))], [signals(lat(9_000))]]).state.position).toEqual(wanted);
    expect(readAll([[signals(lat(9_000), lon(8_000))]]).state.position).toBeUndefined();
    expect(readAll([[signals(lat(9_000, '0'), lon(9_000, '0'))]]).state.position).toBeUndefined();
  });

  it('a door is open when any is, in whatever order the words come', () => {
    const words = [
      signals(['Doors.FrontLeft.Door.IsOpen', 'true', 1_000]),
      signals(['Doors.FrontRight.Door.IsOpen', 'false', 2_000]),
      signals(['Doors.FrontLeft.Door.IsOpen', 'false', 3_000]),
      signals(['Doors.RearLeft.Door.IsOpen', 'true', 2_500]),
    ];
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [1, 3, 0, 2],
      [2, 0, 3, 1],
    ];
    for (const order of orders) {
      const batches = order.map((index) => [words[index]].filter((word) => word !== undefined));
      expect(readAll(batches).state.doors_status).toEqual({ value: 'OPEN', timestamp: at(3_000) });
    }
    expect(readAll([words.slice(0, 3)]).state.doors_status).toEqual({ value: 'CLOSED', timestamp: at(3_000) });
  });
});

describe('what is no state', () => {
  it('notes how the setup goes on', () => {
    const failed = message('vehicle_registration_response', { state: 'FAILED', errors: [{ code: 'VIN_REGISTRATION_NOT_POSSIBLE' }] });
    const { notes } = readAll([[failed, message('vehicle_service_status_update', { services: [{ serviceId: 1001, status: 'ACTIVE' }] })]]);
    expect(notes).toMatchObject({
      registration: { value: 'FAILED VIN_REGISTRATION_NOT_POSSIBLE', timestamp: at(now_ms) },
      'service 1001': { value: 'ACTIVE' },
    });
  });

  it('tells results of commands, also with a null in place of errors', () => {
    const command = { command: 'doors-lock', commandState: 'SUCCESSFUL', commandTrackingId: 'abc', timestamp: now_ms, errors: null };
    const news = translateMessages([message('vehicle_command_response', { commands: [command] })], () => undefined, now_ms);
    expect(news.results).toMatchObject([{ unit_id: vin, tracking_id: 'abc', outcome: 'SUCCEEDED' }]);
  });

  it('survives whatever a vendor may send', () => {
    const wild = ['', 'null', '[]', '{"messageType":"vehiclesignal"}', '[[[', `{"a":${'['.repeat(99)}`, JSON.stringify({ messageType: 7 })];
    const batch = wild.map((text) => ({ ...message('x', {}), value: text }));
    const odd = signals(['Driving.Speed.Current', '1', 9e15]);
    expect(translateMessages([...batch, odd], () => undefined, now_ms)).toMatchObject({ skipped: wild.length, results: [], notes: [] });
  });
});
