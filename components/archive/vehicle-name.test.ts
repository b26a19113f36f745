import { describe, expect, it } from 'vitest';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { isNameOf, vehicleName } from './vehicle-name.ts';

const vehicle = (master_data: object) => ({ id: 'JQ7RP', master_data }) as Vehicle;

describe('vehicleName', () => {
  it('prefers the plate, then the name', () => {
    expect(vehicleName(vehicle({ license_plate: 'SBA 1234', custom_name: 'Scooter 7' }))).toBe('SBA 1234');
    expect(vehicleName(vehicle({ custom_name: 'Scooter 7' }))).toBe('Scooter 7');
    expect(vehicleName(vehicle({}))).toBe('JQ7RP');
  });

  it('knows the plate however it is written, and nothing else', () => {
    const one = vehicle({ license_plate: 'SBA 1234' });
    expect(isNameOf(one, 'sba-1234')).toBe(true);
    expect(isNameOf(one, ' SBA1234 ')).toBe(true);
    expect(isNameOf(one, 'SBA 123')).toBe(false);
    expect(isNameOf(one, '')).toBe(false);
  });
});
