import type { Secret } from '#lib/domain/secret.ts';
import type { App } from '#server/app.ts';
import { dataPaths } from '#server/config.ts';
import type { Query } from '#server/db/dialect.ts';
import { findSecondFactor, takeRecoveryCode, takeStep } from '#server/store/second-factors.ts';
import { openIdentity, sealIdentity } from './identity-seal.ts';
import { readIdentityKey } from './keys.ts';
import { recoveryCodeHash } from './recovery-codes.ts';
import { stepOfCode } from './totp.ts';

const what = 'second_factors.sealed_seed';
const keyOf = (app: App) => readIdentityKey(dataPaths(app.config.data_dir).keys);

export const sealSeed = (app: App, seed: Secret, user_id: string): string => sealIdentity(keyOf(app), seed, user_id, what);
export const openSeed = (app: App, sealed: string, user_id: string): Secret => openIdentity(keyOf(app), sealed, user_id, what);

/** Takes a code of the app, or a recovery code, so that it is never good again. False for a wrong one as for one that was used. */
export const takeSecondFactorCode = async (app: App, tx: Query, user_id: string, code: string): Promise<boolean> => {
  const row = await findSecondFactor(tx, user_id);
  if (!row) return false;
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return takeRecoveryCode(tx, user_id, recoveryCodeHash(code));
  const step = stepOfCode(openSeed(app, row.sealed_seed, user_id), digits, app.clock());
  return step !== undefined && takeStep(tx, user_id, step);
};
