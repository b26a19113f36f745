import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mail_settings, mailPlace } from './mail-place.ts';

const placeOf = (settings: Record<string, string>) => mailPlace(z.object(mail_settings).parse(settings), 'https://fleet.example');

describe('where mails go', () => {
  it('is nowhere without a setting', () => {
    expect(placeOf({})).toBeUndefined();
    expect(placeOf({ MAIL_URL: '', MAIL_PORT: '', MAIL_FROM: '' })).toBeUndefined();
  });

  it.each([
    [{ MAIL_URL: 'smtp://mail.example' }, { host: 'mail.example', port: 587, tls: 'starttls' }],
    [{ MAIL_URL: 'smtps://mail.example' }, { host: 'mail.example', port: 465, tls: 'implicit' }],
    [{ MAIL_URL: 'smtp://mail.example:465' }, { port: 465, tls: 'implicit' }],
    [{ MAIL_URL: 'smtp://127.0.0.1:2525' }, { port: 2525, tls: 'none' }],
    [{ MAIL_URL: 'smtp://127.0.0.1:2525', MAIL_TLS: 'starttls' }, { tls: 'starttls' }],
    [
      { MAIL_HOST: 'mail.example', MAIL_PORT: '25', MAIL_TLS: 'none' },
      { host: 'mail.example', port: 25, tls: 'none' },
    ],
    [{ MAIL_HOST: 'mail.example' }, { from: 'motorpool@fleet.example', user: undefined }],
    [{ MAIL_HOST: 'mail.example', MAIL_FROM: 'fleet@harbour.example' }, { from: 'fleet@harbour.example' }],
  ])('%o', (settings, place) => {
    expect(placeOf(settings)).toMatchObject(place);
  });

  it('reads a name and a password with signs in them', () => {
    const place = placeOf({ MAIL_URL: 'smtp://us%40er:p%2Fw@mail.example' });
    expect([place?.user, place?.password?.reveal()]).toEqual(['us@er', 'p/w']);
    const parts = placeOf({ MAIL_HOST: 'mail.example', MAIL_USER: 'a', MAIL_PASSWORD: 'b' });
    expect([parts?.user, parts?.password?.reveal()]).toEqual(['a', 'b']);
  });
});
