import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { Secret } from '#lib/domain/secret.ts';
import { readUnitPasswordKey } from './keys.ts';

const derive = promisify<string, Buffer, number, { N: number }, Buffer>(scrypt);
/** About 10 ms: years for all passwords of six characters, and seconds for a fleet that is added at once. */
const cost = { N: 4096 };
const bytes = 24;

/**
 * What tells whether two units of a fleet have the same password, without telling the password. The key lies outside the database, and the derivation is
 * slow: a password has few characters, so whoever held the key could otherwise try them all.
 */
export const fingerprintUnitPassword = async (keys_directory: string, fleet_id: string, password: Secret): Promise<string> => {
  const salt = Buffer.concat([readUnitPasswordKey(keys_directory), Buffer.from(fleet_id)]);
  return (await derive(password.reveal(), salt, bytes, cost)).toString('base64url');
};
