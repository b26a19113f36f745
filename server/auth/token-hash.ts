import { createHash } from 'node:crypto';

/** Tokens carry 256 random bits, so one fast hash is enough; stored instead of the token. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
