import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { monotonicFactory } from 'ulid';

const next = monotonicFactory();

/** ULID: 26 characters, increasing within this process. */
export const newId = (): string => next();

export const newFlowId = (): string => randomUUID();

/** Digits and capitals without I, L, O, U, so that nobody misreads one on the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const readable = (length: number): string => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
export const newShortId = (): string => readable(5);

/** 80 bits that a person can copy from paper. */
export const newReadableCode = (): string => Array.from({ length: 4 }, () => readable(4)).join('-');

/** 256 bits, for tokens and secrets that are shown once. */
export const newToken = (): string => randomBytes(32).toString('base64url');
