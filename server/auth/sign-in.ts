import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import { findLastChosenFleet, findUserByEmail, insertSession } from '#server/store/access.ts';
import { findSecondFactor } from '#server/store/second-factors.ts';
import { addAttempt, clearAttempts, returnAttempt } from '#server/store/sign-in-attempts.ts';
import { isStorableText } from '#server/store/storable-text.ts';
import { write } from '#server/store/write.ts';
import { auditSession } from './audit-session.ts';
import { verifyPassword } from './password.ts';
import { takeSecondFactorCode } from './second-factor.ts';
import { tokenHash } from './token-hash.ts';

export const session_lifetime_ms = 12 * 3_600_000;
const window_ms = 15 * 60_000;
/** Failed tries within the window: of one account from one address, of one account, of one address. In this order: who is over the first counts no further. Codes of the second factor are counted apart. */
const limits = { pair: 5, account: 20, address: 100 };

export type SignIn = { ok: true; session_id: string } | { ok: false; reason: 'wrong' | 'too_many' | 'code_needed' | 'wrong_code' };

/** One spelling per address of mail, so that nobody signs in beside a look-alike. */
export const normaliseEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase();

/** Counts a try under each key, in this order, until one is over its limit. */
const countTry = (app: App, tries: readonly [key: string, limit: number][]): Promise<boolean> =>
  write(app, async (tx) => {
    const end = new Date(app.clock() + window_ms).toISOString();
    for (const [key, limit] of tries) if ((await addAttempt(tx, key, nowAt(app), end)) > limit) return false;
    return true;
  });

/**
 * Checks the password and, where there is one, the second factor, and opens a session row. Takes as long for an unknown person as for a wrong password.
 * Each try is counted before the password is looked at, so that guesses made at once are not all within the limit; the right one is taken back.
 */
export const signIn = async (
  app: App,
  given: { email: string; password: string; code?: string | undefined; address: string; user_agent: string },
): Promise<SignIn> => {
  const email = normaliseEmail(given.email);
  const keys = {
    pair: `pair:${tokenHash(`${email} ${given.address}`)}`,
    account: `account:${tokenHash(email)}`,
    address: `address:${given.address}`,
  };
  const now = nowAt(app);
  const tries = (['pair', 'account', 'address'] as const).map((name): [string, number] => [keys[name], limits[name]]);
  if (!(await countTry(app, tries))) return { ok: false, reason: 'too_many' };
  const user = isStorableText(email) ? await findUserByEmail(app.db.read, email) : undefined;
  const matches = await verifyPassword(user?.password_hash, given.password);
  if (!user || !matches || user.disabled_at) {
    if (user) await write(app, (tx, _emit, audit) => auditSession(tx, audit, user, 'refuse', { address: given.address }));
    return { ok: false, reason: 'wrong' };
  }
  const right = async (tx: Query) => {
    await clearAttempts(tx, keys.pair, now);
    await returnAttempt(tx, keys.account);
    await returnAttempt(tx, keys.address);
  };
  const needs_code = typeof (await findSecondFactor(app.db.read, user.id))?.enabled_at === 'string';
  if (needs_code && !given.code) {
    await write(app, right);
    return { ok: false, reason: 'code_needed' };
  }
  const code_keys = { pair: `code-pair:${keys.pair}`, account: `code:${user.id}` };
  const code_tries: [string, number][] = [
    [code_keys.pair, limits.pair],
    [code_keys.account, limits.account],
  ];
  if (needs_code && !(await countTry(app, code_tries))) return { ok: false, reason: 'too_many' };
  const session_id = newId();
  return write(app, async (tx, _emit, audit): Promise<SignIn> => {
    await right(tx);
    if (needs_code && !(await takeSecondFactorCode(app, tx, user.id, given.code ?? ''))) {
      await auditSession(tx, audit, user, 'refuse', { address: given.address, second_factor: true });
      return { ok: false, reason: 'wrong_code' };
    }
    if (needs_code) for (const key of Object.values(code_keys)) await clearAttempts(tx, key, now);
    await insertSession(tx, {
      id: session_id,
      user_id: user.id,
      user_version: user.version,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(app.clock() + session_lifetime_ms).toISOString(),
      revoked_at: null,
      user_agent: given.user_agent.slice(0, 300),
      fleet_id: await findLastChosenFleet(tx, user.id),
    });
    await auditSession(tx, audit, user, 'sign-in', { address: given.address });
    return { ok: true, session_id };
  });
};
