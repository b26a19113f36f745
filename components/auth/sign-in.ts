export type SignInOutcome = { ok: true } | { ok: false; reason: 'wrong' | 'too_many' | 'refused' | 'no_answer'; text: string };

const failures = {
  wrong: 'E-mail or password is wrong. Check both and try again.',
  refused: 'Sign-in was refused. Ask an administrator of the fleet whether your account is active.',
  no_answer: 'Motorpool did not answer. Check your connection and try again.',
} as const;

const fail = (reason: keyof typeof failures, text: string = failures[reason]): SignInOutcome => ({ ok: false, reason, text });

/** The length of the window in which tries are counted. */
const usual_wait = 'up to 15 minutes';

const tooMany = (minutes: string | undefined): SignInOutcome => {
  const wait = minutes === undefined ? usual_wait : `${minutes} ${minutes === '1' ? 'minute' : 'minutes'}`;
  return { ok: false, reason: 'too_many', text: `Too many tries. Wait ${wait}, then try again.` };
};

/** Reads the address that the sign-in answers with: no `error` in it means signed in. `TooManyAttempts:7` says how long to wait. */
export const readSignInAnswer = (address: string): SignInOutcome => {
  if (address === '' || !URL.canParse(address, 'http://motorpool.invalid')) return fail('no_answer');
  const error = new URL(address, 'http://motorpool.invalid').searchParams.get('error');
  if (error === null) return { ok: true };
  const wait = error.match(/^TooManyAttempts\D*(\d+)?/);
  if (wait) return tooMany(wait[1]);
  return fail(error === 'CredentialsSignin' ? 'wrong' : 'refused');
};

/** Signs in by next-auth's own protocol: a token against forged requests first, then the form, answered as JSON. */
export const signIn = async (email: string, password: string): Promise<SignInOutcome> => {
  try {
    const { csrfToken } = await (await fetch('/api/auth/csrf', { cache: 'no-store' })).json();
    const answer = await fetch('/api/auth/callback/credentials', {
      method: 'POST',
      body: new URLSearchParams({ csrfToken, email: email.trim(), password, callbackUrl: '/', json: 'true' }),
    });
    const is_json = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
    if (is_json) return readSignInAnswer((await answer.json()).url ?? '');
    return answer.status === 403 ? fail('refused', await answer.text()) : fail('no_answer');
  } catch {
    return fail('no_answer');
  }
};
