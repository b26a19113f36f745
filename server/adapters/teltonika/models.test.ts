import { describe, expect, it } from 'vitest';
import { teltonika_models } from '#lib/catalogue/models/teltonika.ts';
import { planCommand } from './commands.ts';
import { profileOf } from './settings.ts';

/** Properties that come from the record itself, not from an element. */
const of_the_record = ['POSITION', 'HEADING_IN_DEGREES', 'ALTITUDE_IN_METERS', 'GNSS_SATELLITES'];

describe.each(teltonika_models)('$vehicle_brand $vehicle_model', (model) => {
  const profile = profileOf({ unit_id: '352503080000001', model, settings: {} });

  it('has a text for every command it claims', () => {
    const missing = model.capabilities.commands.filter((command) => !planCommand(command, profile.settings, model));
    expect(missing).toEqual([]);
  });

  it('has an element for every property it claims', () => {
    const read = [...profile.dictionary.by_id.values()].flat().map((entry) => entry.property.toUpperCase());
    const claimed = [...model.capabilities.vehicle_state, ...model.extensions.flatMap((extension) => extension.capabilities.vehicle_state)];
    expect(claimed.filter((property) => !read.includes(property) && !of_the_record.includes(property))).toEqual([]);
  });

  it('can prove its locks and its immobiliser by a record', () => {
    const proven = model.capabilities.commands.filter((command) => planCommand(command, profile.settings, model)?.evidence === 'record');
    // That the adapter blocks the engine, no record shows.
    const readable = profile.settings.can_engine_control ? /^(UN)?LOCK_CENTRAL/ : /LOCK|DRIVING/;
    const expected = model.capabilities.commands.filter((command) => readable.test(command));
    expect(proven).toEqual(expected);
  });
});
