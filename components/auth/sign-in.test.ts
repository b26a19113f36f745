import { describe, expect, it } from 'vitest';
import { readSignInAnswer } from './sign-in.ts';

const at = (query: string) => readSignInAnswer(`http://127.0.0.1:3000/api/auth/error${query}`);

describe('readSignInAnswer', () => {
  it('takes an address without an error as success', () => {
    expect(readSignInAnswer('http://127.0.0.1:3000/')).toEqual({ ok: true });
  });

  it('tells a wrong password from other refusals', () => {
    expect(at('?error=CredentialsSignin&provider=credentials')).toMatchObject({ ok: false, reason: 'wrong' });
    expect(at('?error=AccessDenied')).toMatchObject({ ok: false, reason: 'refused' });
  });

  it.each([
    ['TooManyAttempts', 'Wait up to 15 minutes'],
    ['TooManyAttempts:7', 'Wait 7 minutes'],
    ['TooManyAttempts 1', 'Wait 1 minute,'],
  ])('says how long to wait after %s', (error, text) => {
    const outcome = at(`?error=${encodeURIComponent(error)}`);
    expect(outcome).toMatchObject({ ok: false, reason: 'too_many', text: expect.stringContaining(text) });
  });

  it('does not take an unreadable answer for success', () => {
    expect(readSignInAnswer('http://')).toMatchObject({ ok: false, reason: 'no_answer' });
  });

  it('does not take an empty answer for success', () => {
    expect(readSignInAnswer('')).toMatchObject({ ok: false });
  });
});
