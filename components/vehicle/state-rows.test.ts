import { describe, expect, it } from 'vitest';
import { state_properties, stateCapability } from '#lib/domain/vehicle-state.ts';
import { createText } from '#lib/messages/text.ts';
import { stateRows } from './state-rows.ts';
import { noon } from './vehicle.fixture.ts';

const text = createText('en');

const capable = (...vehicle_state: string[]) => ({ commands: [], vehicle_state });
const properties = (groups: ReturnType<typeof stateRows>) => groups.flatMap(({ rows }) => rows.map(({ property }) => property));

describe('the rows of the state panel', () => {
  it('hide what the vehicle lacks, even when a value is there', () => {
    const groups = stateRows(capable('POSITION'), { ignition: { value: 'ON', timestamp: noon } }, text);
    expect(properties(groups)).toEqual(['position']);
    expect(groups).toHaveLength(1);
  });

  it('show a capable property without a value as such', () => {
    expect(stateRows(capable('IGNITION'), {}, text)[0]?.rows).toEqual([{ property: 'ignition' }]);
    const [row] = stateRows(capable('IGNITION'), { ignition: { value: 'ON', timestamp: noon } }, text)[0]?.rows ?? [];
    expect(row?.value).toMatchObject({ text: 'On', at: noon });
  });

  it('show every property of a vehicle that can do everything, once', () => {
    expect(properties(stateRows(capable(...state_properties.map(stateCapability)), {}, text)).sort()).toEqual([...state_properties].sort());
  });
});
