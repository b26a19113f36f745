import { describe, expect, it } from 'vitest';
import { logEntry } from './event.fixture.ts';
import { digestOf } from './shift-digest.ts';

const command = (sequence: number, id: string, status: string) =>
  logEntry(sequence, { type: 'CommandExecuted', data: { command: { id, status } } });

describe('the digest of a shift', () => {
  it('counts a command once, as it stands now', () => {
    const entries = [command(1, 'a', 'UNKNOWN'), command(2, 'b', 'FAILED'), command(3, 'c', 'UNKNOWN'), command(9, 'a', 'SUCCEEDED')];
    expect(digestOf(entries)).toMatchObject({ commands: 3, failed: 1, unknown: 1 });
  });

  it('counts lamps that came on and vehicles that fell silent, came and went', () => {
    const entries = [
      logEntry(1, { type: 'IndicatorChanged', data: { current: 'ON' } }),
      logEntry(2, { type: 'IndicatorChanged', data: { current: 'OFF' } }),
      logEntry(3, { type: 'VehicleChanged', data: { reasons: ['LIFE_STATUS_CHANGED'], vehicle: { life_status: { value: 'OFFLINE' } } } }),
      logEntry(4, { type: 'VehicleChanged', data: { reasons: ['LIFE_STATUS_CHANGED'], vehicle: { life_status: { value: 'ONLINE' } } } }),
      logEntry(5, { type: 'VehicleCreated', data: {} }),
      logEntry(6, { type: 'VehicleRemoved', data: {} }),
    ];
    expect(digestOf(entries)).toEqual({ commands: 0, failed: 0, unknown: 0, warnings: 1, offline: 1, added: 1, archived: 1 });
  });
});
