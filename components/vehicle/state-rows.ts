import {
  displayed_properties,
  formatStateValue,
  type StateGroup,
  state_display,
  state_groups,
  stateTone,
  type Tone,
} from '#lib/display.ts';
import { type Capabilities, capableProperties } from '#lib/domain/capability.ts';
import type { StateProperty, StateValue, VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Text } from '#lib/messages/text.ts';

export interface StateRow {
  property: StateProperty;
  /** Absent: capable, but never reported. */
  value?: { text: string; tone: Tone; at: string };
}

/** What the vehicle is capable of, in groups and in the order of the display table; what it lacks is left out. */
export const stateRows = (capabilities: Capabilities, state: VehicleState, text: Text): { group: StateGroup; rows: StateRow[] }[] => {
  const capable = capableProperties(capabilities);
  const rows = displayed_properties
    .filter((property) => capable.has(property))
    .map((property): StateRow => {
      const entry = state[property];
      if (!entry) return { property };
      const value = entry.value as StateValue;
      return { property, value: { text: formatStateValue(property, value, text), tone: stateTone(property, value), at: entry.timestamp } };
    });
  return state_groups
    .map((group) => ({ group, rows: rows.filter((row) => state_display[row.property].group === group) }))
    .filter(({ rows: group_rows }) => group_rows.length > 0);
};
