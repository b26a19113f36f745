/**
 * The chain of the audit log holds a digest of an entry's details, not the details themselves: so they can be erased without breaking it. The salt goes
 * with them, and nobody finds them again by trying.
 */
import { createHash, randomBytes } from 'node:crypto';

export const detailDigest = (detail_salt: string, detail: string): string =>
  createHash('sha256').update(`${detail_salt}.${detail}`).digest('base64url');

export const newDetailDigest = (detail: string): { detail_salt: string; detail_digest: string } => {
  const detail_salt = randomBytes(16).toString('base64url');
  return { detail_salt, detail_digest: detailDigest(detail_salt, detail) };
};
