import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '#server/db/error-code.ts';

const file_names = {
  gateway_private: 'gateway.key',
  gateway_public: 'gateway.pub',
  session: 'session.key',
  unit_password: 'unit-password.key',
  identity: 'identity.key',
  audit: 'audit.key',
  audit_signing: 'audit-signing.key',
  audit_public: 'audit-signing.pub',
};

/** Whole or not at all, and never in place of another: of two processes that start at once the first one's secret counts. */
export const writeSecretFile = (file: string, content: string) => {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, file);
  } catch (error) {
    // Some file systems have no links.
    if (codeOf(error) !== 'EEXIST') return renameSync(draft, file);
  }
  unlinkSync(draft);
};

/** Makes what is missing: the gateway's key pair, the key that signs sign-ins, the one that compares unit passwords, the one that seals second factors and those of the audit log. Never replaces a key: what it sealed could not be opened again. */
export const ensureKeys = (directory: string): void => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = (name: keyof typeof file_names) => join(/* turbopackIgnore: true */ directory, file_names[name]);
  if (!existsSync(path('gateway_private'))) {
    const { privateKey } = generateKeyPairSync('x25519');
    writeSecretFile(path('gateway_private'), privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  }
  if (!existsSync(path('gateway_public'))) {
    const public_key = createPublicKey(readFileSync(/* turbopackIgnore: true */ path('gateway_private')));
    writeSecretFile(path('gateway_public'), public_key.export({ type: 'spki', format: 'pem' }).toString());
  }
  if (!existsSync(path('audit_signing'))) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeSecretFile(path('audit_signing'), privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  }
  if (!existsSync(path('audit_public'))) {
    const public_key = createPublicKey(readFileSync(/* turbopackIgnore: true */ path('audit_signing')));
    writeSecretFile(path('audit_public'), public_key.export({ type: 'spki', format: 'pem' }).toString());
  }
  for (const name of ['session', 'unit_password', 'identity', 'audit'] as const) {
    if (!existsSync(path(name))) writeSecretFile(path(name), randomBytes(32).toString('base64url'));
  }
};

/** Of the keys by which something in the database was sealed or compared: every process of an installation must have the same. */
export const fingerprintKeys = (directory: string): string => {
  const digest = createHash('sha256');
  for (const name of ['gateway_public', 'unit_password', 'identity', 'audit', 'audit_public'] as const)
    digest.update(readFileSync(join(/* turbopackIgnore: true */ directory, file_names[name])));
  return digest.digest('hex');
};

/** For web: seals, cannot open. */
export const readPublicKey = (directory: string): KeyObject =>
  createPublicKey(readFileSync(join(/* turbopackIgnore: true */ directory, file_names.gateway_public)));

/** For the gateway alone. */
export const readPrivateKey = (directory: string): KeyObject =>
  createPrivateKey(readFileSync(join(/* turbopackIgnore: true */ directory, file_names.gateway_private)));

/** For web alone. */
export const readSessionKey = (directory: string): string =>
  readFileSync(join(/* turbopackIgnore: true */ directory, file_names.session), 'utf8').trim();

/** For web: compares passwords of units, opens none. */
export const readUnitPasswordKey = (directory: string): Buffer =>
  readFileSync(join(/* turbopackIgnore: true */ directory, file_names.unit_password));

/** For web alone: seals and opens what belongs to people's accounts. */
export const readIdentityKey = (directory: string): Buffer =>
  Buffer.from(readFileSync(join(/* turbopackIgnore: true */ directory, file_names.identity), 'utf8').trim(), 'base64url');

export interface AuditKeys {
  /** Seals entries. */
  seal: Buffer;
  /** Signs checkpoints. */
  signing: KeyObject;
}

/** For the gateway alone. */
export const readAuditKeys = (directory: string): AuditKeys => ({
  seal: Buffer.from(readFileSync(join(/* turbopackIgnore: true */ directory, file_names.audit), 'utf8').trim(), 'base64url'),
  signing: createPrivateKey(readFileSync(join(/* turbopackIgnore: true */ directory, file_names.audit_signing))),
});
