import type { Message, Text } from '#lib/messages/text.ts';

/** What the gateway says about a setup; a test compares the list with what it can say. */
export const setup_details = [
  'The car can be connected.',
  'The manufacturer registers the car.',
  'The car is registered.',
  'The registration failed; it is tried again in an hour.',
  'The manufacturer has not confirmed the registration yet.',
  'The services are ordered. The car must be reached and started once.',
  '{active} of {total} services are active. The car must be reached and started once.',
  'The manufacturer says that this car has no connectivity.',
  'The manufacturer cannot register this car.',
  'The manufacturer offers no service for {names} on this car.',
  'A service could not be activated on this car.',
  'The model of this vehicle is not in the catalogue.',
  "The manufacturer's service could not be asked; it is tried again.",
] as const satisfies readonly Message[];

const placeholder = /\{(\w+)\}/g;
const known = setup_details.map((message) => ({
  message,
  names: [...message.matchAll(placeholder)].map(([, name = '']) => name),
  pattern: new RegExp(`^${message.replaceAll('.', '[.]').replaceAll(placeholder, '(.+?)')}$`),
}));

/** The detail in the reader's language; as it came when it is none of ours. */
export const sayDetail = (detail: string, { t }: Pick<Text, 't'>): string => {
  for (const { message, names, pattern } of known) {
    const found = pattern.exec(detail);
    if (found) return t(message, Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ''])));
  }
  return detail;
};
