import { command_display, stateLabel } from '#lib/display.ts';
import { type Capabilities, capableProperties } from '#lib/domain/capability.ts';
import type { Text } from '#lib/messages/text.ts';

const without = <T>(list: Iterable<T>, other: Iterable<T>): T[] => {
  const known = new Set(other);
  return [...list].filter((item) => !known.has(item));
};

const namesOf = (from: Capabilities, lacking: Capabilities, { t }: Text): string[] => [
  ...without(from.commands, lacking.commands).map((command) => t(command_display[command].label)),
  ...without(capableProperties(from), capableProperties(lacking)).map((property) => t(stateLabel(property))),
];

/** What a vehicle would gain and lose, by name. */
export const capabilityChange = (present: Capabilities, next: Capabilities, text: Text): { gained: string[]; lost: string[] } => ({
  gained: namesOf(next, present, text),
  lost: namesOf(present, next, text),
});
