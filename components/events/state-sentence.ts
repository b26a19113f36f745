import { formatStateValue, stateLabel } from '#lib/display.ts';
import type { StateProperty, StateValue, VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Text } from '#lib/messages/text.ts';

/** What people look for first in a report, in this order. */
const telling = [
  'speed_in_kilometers_per_hour',
  'state_of_charge_or_fuel_level_in_percent',
  'ignition',
  'central_lock',
  'driving_enabled',
] as const satisfies StateProperty[];

const named: readonly StateProperty[] = ['ignition', 'driving_enabled'];
const most = 3;

/** `Reported 24 km/h · 85 % · Ignition: On`; undefined when the report holds none of these. */
export const stateSentence = (state: VehicleState, text: Text): string | undefined => {
  const parts = telling.flatMap((property) => {
    const entry = state[property];
    if (!entry) return [];
    const value = formatStateValue(property, entry.value as StateValue, text);
    return [named.includes(property) ? `${text.t(stateLabel(property))}: ${value}` : value];
  });
  return parts.length > 0 ? text.t('Reported {values}', { values: parts.slice(0, most).join(' · ') }) : undefined;
};
