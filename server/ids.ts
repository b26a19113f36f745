import { hash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { encodeTime, monotonicFactory } from 'ulid';

const next = monotonicFactory();

/** ULID: 26 characters, increasing within this process. */
export const newId = (): string => next();

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const inDigits = (value: number): string => {
  let text = '';
  for (let rest = value; text.length < 8; rest = Math.floor(rest / 32)) text = digits.charAt(rest % 32) + text;
  return text;
};
const fleet_marks = new Map<string, string>();
const markOf = (fleet_id: string): string => {
  const known = fleet_marks.get(fleet_id) ?? inDigits(Number.parseInt(hash('sha256', fleet_id).slice(0, 10), 16));
  fleet_marks.set(fleet_id, known);
  return known;
};

/**
 * ULID of the event at a place in a fleet's log: when it was recorded, its sequence, 40 bits of its fleet. So it need not be stored beside them, and the
 * place is found by the id. A log that was restored records at another time and so gives other ids.
 */
export const eventId = (fleet_id: string, sequence: number, recorded_ms: number): string =>
  `${encodeTime(recorded_ms)}${inDigits(sequence)}${markOf(fleet_id)}`;

/** The sequence in an id that `eventId` made for the fleet; undefined for any other. */
export const sequenceOfEventId = (fleet_id: string, id: string): number | undefined => {
  if (id.length !== 26 || id.slice(18) !== markOf(fleet_id)) return undefined;
  return [...id.slice(10, 18)].reduce((value, digit) => value * 32 + digits.indexOf(digit), 0);
};

export const newFlowId = (): string => randomUUID();

/** Digits and capitals without I, L, O, U, so that nobody misreads one on the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const readable = (length: number): string => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
export const newShortId = (): string => readable(5);

/** 80 bits that a person can copy from paper. */
export const newReadableCode = (): string => Array.from({ length: 4 }, () => readable(4)).join('-');

/** 256 bits, for tokens and secrets that are shown once. */
export const newToken = (): string => randomBytes(32).toString('base64url');
