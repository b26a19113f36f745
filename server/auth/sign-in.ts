import { type App, nowAt } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { findUserByEmail, insertSession } from '#server/store/access.ts';
import { addAttempt, clearAttempts, getAttempts } from '#server/store/sign-in-attempts.ts';
import { write } from '#server/store/write.ts';
import { verifyPassword } from './password.ts';
import { tokenHash } from './token-hash.ts';

export const session_lifetime_ms = 12 * 3_600_000;
const window_ms = 15 * 60_000;
/** Failed tries within the window: of one account from one address, of one account, of one address. */
const limits = { pair: 5, account: 20, address: 100 };

export type SignIn = { ok: true; session_id: string } | { ok: false; reason: 'wrong' | 'too_many' };

/** One spelling per address of mail, so that nobody signs in beside a look-alike. */
export const normaliseEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase();

/** Checks the password and opens a session row. Takes as long for an unknown person as for a wrong password. */
export const signIn = async (
  app: App,
  given: { email: string; password: string; address: string; user_agent: string },
): Promise<SignIn> => {
  const email = normaliseEmail(given.email);
  const keys = {
    pair: `pair:${tokenHash(`${email} ${given.address}`)}`,
    account: `account:${tokenHash(email)}`,
    address: `address:${given.address}`,
  };
  const now = nowAt(app);
  for (const name of Object.keys(limits) as (keyof typeof limits)[]) {
    if ((await getAttempts(app.db.read, keys[name], now)) >= limits[name]) return { ok: false, reason: 'too_many' };
  }
  const user = await findUserByEmail(app.db.read, email);
  const matches = await verifyPassword(user?.password_hash, given.password);
  if (!user || !matches || user.disabled_at) {
    const end = new Date(app.clock() + window_ms).toISOString();
    await write(app, async (tx) => {
      for (const key of Object.values(keys)) await addAttempt(tx, key, now, end);
    });
    return { ok: false, reason: 'wrong' };
  }
  const session_id = newId();
  await write(app, async (tx) => {
    await clearAttempts(tx, keys.pair);
    await insertSession(tx, {
      id: session_id,
      user_id: user.id,
      user_version: user.version,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(app.clock() + session_lifetime_ms).toISOString(),
      revoked_at: null,
      user_agent: given.user_agent.slice(0, 300),
    });
  });
  return { ok: true, session_id };
};
