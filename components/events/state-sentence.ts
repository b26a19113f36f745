import { formatStateValue } from '#lib/display.ts';
import type { StateProperty, StateValue, VehicleState } from '#lib/domain/vehicle-state.ts';

/** What people look for first in a report, in this order. */
const telling = [
  'speed_in_kilometers_per_hour',
  'state_of_charge_or_fuel_level_in_percent',
  'ignition',
  'central_lock',
  'driving_enabled',
] as const satisfies StateProperty[];

const words: Partial<Record<StateProperty, string>> = { ignition: 'ignition ', driving_enabled: 'driving ' };
const most = 3;

/** `Reported 24 km/h · 85 % · ignition on`; undefined when the report holds none of these. */
export const stateSentence = (state: VehicleState): string | undefined => {
  const parts = telling.flatMap((property) => {
    const entry = state[property];
    if (!entry) return [];
    const text = formatStateValue(property, entry.value as StateValue);
    return [words[property] ? `${words[property]}${text.toLowerCase()}` : text];
  });
  return parts.length > 0 ? `Reported ${parts.slice(0, most).join(' · ')}` : undefined;
};
