import { Secret as Seed, TOTP } from 'otpauth';
import { Secret } from '#lib/domain/secret.ts';

const period_seconds = 30;
const issuer = 'Motorpool';

const totpOf = (seed: Secret, label: string) =>
  new TOTP({ issuer, label, secret: Seed.fromBase32(seed.reveal()), algorithm: 'SHA1', digits: 6, period: period_seconds });

/** 160 random bits in base32, as RFC 4226 recommends. */
export const newSeed = (): Secret => new Secret(new Seed({ size: 20 }).base32);

/** What an authenticator app reads, as address and within a picture. */
export const seedUri = (seed: Secret, email: string): string => totpOf(seed, email).toString();

/**
 * Number of the 30 s step that the code belongs to: the present one, or the one before or behind it, for clocks that differ. Undefined for a wrong
 * code. RFC 6238 asks to take none twice: the caller remembers the number.
 */
export const stepOfCode = (seed: Secret, code: string, now_ms: number): number | undefined => {
  const distance = totpOf(seed, '').validate({ token: code, timestamp: now_ms, window: 1 });
  return distance === null ? undefined : Math.floor(now_ms / 1000 / period_seconds) + distance;
};

/** The code of that moment, as an app shows it. */
export const codeAt = (seed: Secret, now_ms: number): string => totpOf(seed, '').generate({ timestamp: now_ms });
