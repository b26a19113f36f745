import { displayed_properties } from '#lib/display.ts';
import { type Capabilities, capableProperties } from '#lib/domain/capability.ts';
import { isNumericProperty, type NumericKind, type NumericProperty, state_kinds } from '#lib/domain/vehicle-state.ts';
import type { Message } from '#lib/messages/text.ts';

const hour_ms = 3_600_000;

export const historyRanges = {
  hours: { label: '6 hours', length_ms: 6 * hour_ms },
  day: { label: '24 hours', length_ms: 24 * hour_ms },
  week: { label: '7 days', length_ms: 7 * 24 * hour_ms },
  month: { label: '30 days', length_ms: 30 * 24 * hour_ms },
} as const satisfies Record<string, { label: Message; length_ms: number }>;

/** Up to now, or with the instant that is looked at in the middle, never beyond now. */
export const spanOf = (
  range: keyof typeof historyRanges,
  look_at: string | undefined,
  now_ms: number,
): { after_ms: number; before_ms: number } => {
  const { length_ms } = historyRanges[range];
  const before_ms = look_at === undefined ? now_ms : Math.min(now_ms, Date.parse(look_at) + length_ms / 2);
  return { after_ms: before_ms - length_ms, before_ms };
};

const first: NumericProperty = 'state_of_charge_or_fuel_level_in_percent';

/** What the vehicle can report in numbers, energy first. */
export const chartedProperties = (capabilities: Capabilities): NumericProperty[] => {
  const capable = capableProperties(capabilities);
  const numeric = displayed_properties.filter(isNumericProperty).filter((property) => capable.has(property));
  return [...numeric.filter((property) => property === first), ...numeric.filter((property) => property !== first)];
};

const whole: Partial<Record<NumericKind, readonly [number, number]>> = { percentage: [0, 100], grade: [0, 5], heading: [0, 360] };

/** What the axis of values reaches over: all there can be where that is known, else the values with some air; never less than one unit. */
export const valueRange = (property: NumericProperty, lowest: number, highest: number): readonly [number, number] => {
  const kind = state_kinds[property];
  const known = whole[kind];
  if (known) return known;
  const air = Math.max(0.5, (highest - lowest) * 0.1);
  return [lowest >= 0 ? Math.max(0, lowest - air) : lowest - air, highest + air];
};
