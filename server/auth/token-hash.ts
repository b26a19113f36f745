import { hash } from 'node:crypto';

/** Tokens carry 256 random bits, so one fast hash is enough; stored instead of the token. */
export const tokenHash = (token: string): string => hash('sha256', token);
