import type { Message, Text } from '#lib/messages/text.ts';

export type SignInOutcome =
  | { ok: true }
  | { ok: false; reason: 'wrong' | 'too_many' | 'code_needed' | 'wrong_code' | 'refused' | 'no_answer'; text: string };

const failures = {
  wrong: 'E-mail or password is wrong. Check both and try again.',
  code_needed: 'Your account has a second factor.',
  wrong_code: 'This code is wrong, too old or used already. Wait for the next one.',
  refused: 'Sign-in was refused. Ask an administrator of the fleet whether your account is active.',
  no_answer: 'Motorpool did not answer. Check your connection and try again.',
} as const satisfies Record<string, Message>;

const fail = (reason: keyof typeof failures, { t }: Text): SignInOutcome => ({ ok: false, reason, text: t(failures[reason]) });

/** The length of the window in which tries are counted, in minutes. */
const usual_wait = 15;

const tooMany = (minutes: string | undefined, { t, count }: Text): SignInOutcome => ({
  ok: false,
  reason: 'too_many',
  text:
    minutes === undefined
      ? t('Too many tries. Wait up to {count} minutes, then try again.', { count: usual_wait })
      : count(
          Number(minutes),
          'Too many tries. Wait {count} minute, then try again.',
          'Too many tries. Wait {count} minutes, then try again.',
        ),
});

const reasons: Readonly<Record<string, keyof typeof failures>> = {
  CredentialsSignin: 'wrong',
  CodeNeeded: 'code_needed',
  WrongCode: 'wrong_code',
};

/** Reads the address that the sign-in answers with: no `error` in it means signed in. `TooManyAttempts:7` says how long to wait. */
export const readSignInAnswer = (address: string, text: Text): SignInOutcome => {
  if (address === '' || !URL.canParse(address, 'http://motorpool.invalid')) return fail('no_answer', text);
  const error = new URL(address, 'http://motorpool.invalid').searchParams.get('error');
  if (error === null) return { ok: true };
  const wait = error.match(/^TooManyAttempts\D*(\d+)?/);
  if (wait) return tooMany(wait[1], text);
  return fail(reasons[error] ?? 'refused', text);
};

/** Signs in by next-auth's own protocol: a token against forged requests first, then the form, answered as JSON. */
export const signIn = async (
  { email, password, code }: { email: string; password: string; code?: string | undefined },
  text: Text,
): Promise<SignInOutcome> => {
  try {
    const { csrfToken } = await (await fetch('/api/auth/csrf', { cache: 'no-store' })).json();
    const answer = await fetch('/api/auth/callback/credentials', {
      method: 'POST',
      body: new URLSearchParams({ csrfToken, email: email.trim(), password, ...(code && { code }), callbackUrl: '/', json: 'true' }),
    });
    const is_json = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
    if (is_json) return readSignInAnswer((await answer.json()).url ?? '', text);
    return answer.status === 403 ? { ok: false, reason: 'refused', text: text.translate(await answer.text()) } : fail('no_answer', text);
  } catch {
    return fail('no_answer', text);
  }
};
