import { describe, expect, it } from 'vitest';
import { import_columns, import_template, importColumnOf, importWord } from './import-columns.ts';

describe('the columns of an import', () => {
  it('are found by their own names, whatever their case and signs', () => {
    for (const column of import_columns) expect(importColumnOf(` ${column.toUpperCase().replaceAll('_', ' ')} `)).toBe(column);
    expect(import_template.trim().split(',').map(importColumnOf)).not.toContain(undefined);
  });

  it.each([
    ['Kennzeichen', 'license_plate'],
    ['FIN', 'vin'],
    ['Zubehör', 'extensions'],
    ['Hersteller', 'brand'],
    ['IMEI', 'telematics_unit_id'],
    ['custom_fields.colour', 'custom_fields.colour'],
    ['Eigenes Feld: seats', 'custom_fields.seats'],
    ['energy_in_percent', 'fact'],
    ['Standort', undefined],
    ['custom_fields.', undefined],
  ])('%s is %s', (header, column) => expect(importColumnOf(header)).toBe(column));

  it.each([
    ['fuel_type', 'Elektro', 'ELECTRIC'],
    ['fuel_type', 'Plug-in-Hybrid', 'PLUG_IN_HYBRID'],
    ['transmission', 'MANUAL_SHIFT', 'MANUAL'],
    ['vehicle_type', 'Lkw', 'TRUCK'],
    ['operation_status', 'in der Werkstatt', 'GARAGE'],
    ['operation_status', 'nirgends', 'nirgends'],
    ['license_plate', 'auto', 'auto'],
  ] as const)('%s: %s means %s', (column, text, value) => expect(importWord(column, text)).toBe(value));
});
