import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 of each key of the directory, by file name. Keys are random and long, so a fingerprint tells nothing but whether two are the same. */
export const listKeyFingerprints = (directory: string): Record<string, string> => {
  if (!existsSync(directory)) return {};
  const files = readdirSync(directory).filter((name) => /^[a-z-]+[.](key|pub)$/.test(name));
  return Object.fromEntries(
    files.sort().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(directory, name)))
        .digest('hex'),
    ]),
  );
};

const what_they_open: Record<string, string> = {
  'gateway.key': 'secrets of manufacturers, webhooks and units',
  'identity.key': 'second factors of people',
  'unit-password.key': 'the comparison of unit passwords',
  'audit.key': 'the chain of the audit log',
  'audit-signing.key': 'checkpoints of the audit log',
  'session.key': 'sign-ins (everybody has to sign in again)',
};

/** Keys that are missing here or are others, each with what it is for. The public half goes with the private one. */
export const differingKeys = (wanted: Record<string, string>, here: Record<string, string>): string[] =>
  Object.keys(wanted)
    .filter((name) => name in what_they_open && wanted[name] !== here[name])
    .map((name) => `${name} is ${name in here ? 'another one' : 'missing'}: without it ${what_they_open[name]} cannot be used`);
