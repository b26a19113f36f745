import { describe, expect, it } from 'vitest';
import { createText } from '#lib/messages/text.ts';
import { readSignInAnswer } from './sign-in.ts';

const text = createText('en');

const at = (query: string) => readSignInAnswer(`http://127.0.0.1:3000/api/auth/error${query}`, text);

describe('readSignInAnswer', () => {
  it('takes an address without an error as success', () => {
    expect(readSignInAnswer('http://127.0.0.1:3000/', text)).toEqual({ ok: true });
  });

  it('tells a wrong password from other refusals', () => {
    expect(at('?error=CredentialsSignin&provider=credentials')).toMatchObject({ ok: false, reason: 'wrong' });
    expect(at('?error=CodeNeeded')).toMatchObject({ ok: false, reason: 'code_needed' });
    expect(at('?error=WrongCode')).toMatchObject({ ok: false, reason: 'wrong_code' });
    expect(at('?error=AccessDenied')).toMatchObject({ ok: false, reason: 'refused' });
  });

  it.each([
    ['TooManyAttempts', 'Wait up to 15 minutes'],
    ['TooManyAttempts:7', 'Wait 7 minutes'],
    ['TooManyAttempts 1', 'Wait 1 minute,'],
  ])('says how long to wait after %s', (error, said) => {
    const outcome = at(`?error=${encodeURIComponent(error)}`);
    expect(outcome).toMatchObject({ ok: false, reason: 'too_many', text: expect.stringContaining(said) });
  });

  it('does not take an unreadable answer for success', () => {
    expect(readSignInAnswer('http://', text)).toMatchObject({ ok: false, reason: 'no_answer' });
  });

  it('does not take an empty answer for success', () => {
    expect(readSignInAnswer('', text)).toMatchObject({ ok: false });
  });
});
