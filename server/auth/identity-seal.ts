/**
 * Seals the secrets of people's accounts, which web alone opens: the gateway, which reads units' bytes, has no part in them. The key lies outside
 * the database; what it sealed opens only for the account it was sealed for.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Secret } from '#lib/domain/secret.ts';

const version = '1';
const cipher = 'aes-256-gcm';
const boundTo = (user_id: string, what: string) => Buffer.from(JSON.stringify([version, what, user_id]));

/** Text: version.iv.tag.ciphertext. */
export const sealIdentity = (key: Buffer, secret: Secret, user_id: string, what: string): string => {
  const iv = randomBytes(12);
  const encrypt = createCipheriv(cipher, key, iv).setAAD(boundTo(user_id, what));
  const ciphertext = Buffer.concat([encrypt.update(secret.reveal(), 'utf8'), encrypt.final()]);
  return [version, ...[iv, encrypt.getAuthTag(), ciphertext].map((part) => part.toString('base64url'))].join('.');
};

/** Throws when the text was changed, belongs to another account, or was sealed with another key. */
export const openIdentity = (key: Buffer, sealed: string, user_id: string, what: string): Secret => {
  const [made_by, ...parts] = sealed.split('.');
  const [iv, tag, ciphertext] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (made_by !== version || !iv || !tag || !ciphertext) throw new Error('Not a sealed value.');
  const decrypt = createDecipheriv(cipher, key, iv).setAAD(boundTo(user_id, what)).setAuthTag(tag);
  return new Secret(Buffer.concat([decrypt.update(ciphertext), decrypt.final()]).toString('utf8'));
};
