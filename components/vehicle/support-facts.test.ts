import { describe, expect, it } from 'vitest';
import { commandEntry } from '#components/commands/command.fixture.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { createText } from '#lib/messages/text.ts';
import { drivingFact, energyFact, lockFact, troublesOf } from './support-facts.ts';
import { noon, vehicle } from './vehicle.fixture.ts';

const text = createText('en');

const at = <V>(value: V) => ({ value, timestamp: noon });

describe('what support tells a caller', () => {
  it('reads the lock, or the top case where there is no central lock', () => {
    expect(lockFact({ central_lock: at('LOCKED' as const), top_case_lock: at('UNLOCKED' as const) }, text)?.text).toBe('Locked');
    expect(lockFact({ top_case_lock: at('UNLOCKED' as const) }, text)).toMatchObject({
      text: 'Top case unlocked',
      tone: 'warning',
      at: noon,
    });
    expect(lockFact({}, text)).toBeUndefined();
  });

  it('says whether it can be driven, and that someone is about to', () => {
    expect(drivingFact({ driving_enabled: at(false), ignition: at('ON' as const) }, text)?.text).toBe('Driving disabled');
    expect(drivingFact({ driving_enabled: at(true), ignition: at('ON' as const) }, text)?.text).toBe('Enabled, ignition on');
    expect(drivingFact({ ignition: at('OFF' as const) }, text)?.text).toBe('Ignition off');
  });

  it('joins energy and range', () => {
    const state: VehicleState = { state_of_charge_or_fuel_level_in_percent: at(83), remaining_range_in_kilometers: at(120) };
    expect(energyFact(state, text)?.text.replaceAll('\u00a0', ' ')).toBe('83 % · 120 km');
    expect(energyFact({ remaining_range_in_kilometers: at(120) }, text)?.text).toContain('120');
  });

  it('finds nothing wrong with a sound vehicle', () => {
    const state: VehicleState = { state_of_charge_or_fuel_level_in_percent: at(83), engine_warning_indicator: at('OFF' as const) };
    expect(troublesOf({ vehicle: vehicle(), state, commands: [commandEntry({ status: 'SUCCEEDED' })] }, text)).toEqual([]);
  });

  it('lists what is wrong, the dangerous first', () => {
    const state: VehicleState = {
      state_of_charge_or_fuel_level_in_percent: at(12),
      brake_warning_indicator: at('ON' as const),
      abs_status: at('DISABLED' as const),
    };
    const offline = vehicle({ life_status: { value: 'OFFLINE', modified_at: noon } });
    const keys = troublesOf({ vehicle: offline, state, commands: [commandEntry({ status: 'UNKNOWN' })] }, text).map(({ key }) => key);
    expect(keys[0]).toBe('brake_warning_indicator');
    expect(keys.at(-1)).toBe('offline');
    expect(keys).toEqual(expect.arrayContaining(['abs_status', 'energy', commandEntry().id]));
  });

  it('names a vehicle that is out of service', () => {
    const broken = vehicle({ operation_status: { value: 'BROKEN', modified_at: noon } });
    expect(troublesOf({ vehicle: broken, state: {}, commands: [] }, text)).toEqual([
      { key: 'operation_status', text: 'Out of service: Broken', tone: 'danger', at: noon },
    ]);
  });

  it('does not call a charging vehicle low', () => {
    const state: VehicleState = { state_of_charge_or_fuel_level_in_percent: at(4), charging_status: at('CHARGING' as const) };
    expect(troublesOf({ vehicle: vehicle(), state, commands: [] }, text)).toEqual([]);
  });
});
