import type { StateRecord } from '#lib/domain/state-record.ts';
import { isStateProperty, type VehicleState } from '#lib/domain/vehicle-state.ts';

/**
 * The merged state of a vehicle as JSON text, a piece for each value: a report writes anew what it brought, and the rest is joined as it was. Its order
 * is that of folding by `foldRecord`: a value keeps the place of its first telling until the next whole record.
 */
export type StateTexts = Map<string, string>;

const pieceOf = (property: string, timestamp: string, value: unknown): string =>
  `"${property}":{"timestamp":${timestamp},"value":${JSON.stringify(value)}}`;

export const textsOfState = (state: VehicleState): StateTexts =>
  new Map(Object.entries(state).map(([property, { timestamp, value }]) => [property, pieceOf(property, JSON.stringify(timestamp), value)]));

/** Puts the values of a record into the texts, which are changed by it. */
export const foldTexts = (texts: StateTexts, { t, s, at }: StateRecord): StateTexts => {
  const timestamp = JSON.stringify(t);
  for (const property in s) {
    if (!isStateProperty(property)) continue;
    const own = at?.[property];
    texts.set(property, pieceOf(property, own === undefined ? timestamp : JSON.stringify(own), s[property]));
  }
  return texts;
};

/** JSON text of the `VehicleState`. */
export const joinTexts = (texts: StateTexts): string => {
  let joined = '';
  for (const piece of texts.values()) joined += joined === '' ? piece : `,${piece}`;
  return `{${joined}}`;
};
