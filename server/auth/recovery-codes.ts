import { newReadableCode } from '#server/ids.ts';
import { tokenHash } from './token-hash.ts';

const how_many = 10;

/** `7K2P-M4XD-R09Q-ZB5T`: 80 random bits, so that one fast hash is enough. */
export const newRecoveryCodes = (): string[] => Array.from({ length: how_many }, () => newReadableCode());

/** Blanks, dashes and small letters do not count. */
export const recoveryCodeHash = (code: string): string => tokenHash(code.toUpperCase().replace(/[^0-9A-Z]/g, ''));
