import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { findUser } from '#server/store/people.ts';
import { addAttempt, clearAttempts } from '#server/store/sign-in-attempts.ts';
import { write } from '#server/store/write.ts';
import { verifyPassword } from './password.ts';

const window_seconds = 15 * 60;
const limit = 5;

/** Runs a check of what a signed-in person gives as proof, counted before it is looked at: five failures in a quarter of an hour. */
export const checkProof = async (app: App, user_id: string, pointer: string, message: string, check: () => Promise<boolean>) => {
  const key = `own:${user_id}`;
  const end = new Date(app.clock() + window_seconds * 1000).toISOString();
  if ((await write(app, (tx) => addAttempt(tx, key, nowAt(app), end))) > limit)
    throw new Problem('too-many-requests', 'Too many wrong passwords or codes. Wait 15 minutes.', { retry_after_seconds: window_seconds });
  if (!(await check())) throw new Problem('validation-error', message, { errors: [{ pointer, code: 'wrong', message }] });
  await write(app, (tx) => clearAttempts(tx, key, nowAt(app)));
};

/** Throws `validation-error` for a wrong password, `too-many-requests` after several. */
export const requireOwnPassword = (app: App, user_id: string, password: string, pointer: string): Promise<void> =>
  checkProof(app, user_id, pointer, 'This is not your password.', async () =>
    verifyPassword((await findUser(app.db.read, user_id))?.password_hash, password),
  );
