import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '#lib/domain/secret.ts';
import { fake_certificate } from '../../e2e/fakes/smtp/certificate.fixture.ts';
import { createFakeSmtp, type FakeSmtp, type FakeSmtpOptions, type SmtpFault, type SmtpStep } from '../../e2e/fakes/smtp/fake-smtp.ts';
import type { MailPlace } from './mail-place.ts';
import { createMailSender } from './smtp-sender.ts';

const mail = {
  id: '01JA0F9XBE4M6Q0KZ3WRNCTH7D',
  to: 'ana@harbour.example',
  subject: 'Grüße',
  text: 'Hello\n.\nthere',
  html: '<p>Hello</p>',
};

describe('the mail sender', () => {
  const opened: FakeSmtp[] = [];
  afterEach(async () => {
    for (const fake of opened.splice(0)) await fake.close();
  });
  const start = async (options: FakeSmtpOptions = {}, place: Partial<MailPlace> = {}, more: { ca?: string; timeout_ms?: number } = {}) => {
    const fake = createFakeSmtp(options);
    opened.push(fake);
    const port = await fake.listen();
    const usual = { host: '127.0.0.1', port, tls: 'none', user: undefined, password: undefined, from: 'motorpool@fleet.example' } as const;
    return { fake, sender: createMailSender({ ...usual, ...place }, { timeout_ms: 20_000, ...more }) };
  };

  it('hands a mail over, with text and HTML, under an id of its own', async () => {
    const { fake, sender } = await start();
    expect(await sender.send(mail)).toEqual({ ok: true });
    const [{ from, to, source } = { from: '', to: [], source: '' }] = fake.received;
    expect([from, to]).toEqual(['motorpool@fleet.example', ['ana@harbour.example']]);
    expect(source).toContain(`Message-ID: <${mail.id}@fleet.example>`);
    expect(source).toContain('Auto-Submitted: auto-generated');
    expect(source).toMatch(/text\/plain[\s\S]*text\/html/);
  });

  it('signs in by STARTTLS, and only to a server whose certificate is right', async () => {
    const account = { user: 'fleet', password: 'pass wörd' };
    const place = { tls: 'starttls', user: account.user, password: new Secret(account.password) } as const;
    const right = await start({ tls: fake_certificate, account }, place, { ca: fake_certificate.cert });
    expect(await right.sender.send(mail)).toEqual({ ok: true });
    expect(right.fake.received).toMatchObject([{ encrypted: true, user: 'fleet' }]);
    const unknown = await start({ tls: fake_certificate, account }, place);
    expect(await unknown.sender.send(mail)).toMatchObject({ ok: false, is_final: false });
    expect(unknown.fake.received).toEqual([]);
    const bare = await start({ account }, place);
    expect(await bare.sender.send(mail)).toMatchObject({ ok: false, error: 'NOT_ENCRYPTED', is_final: false });
    expect(bare.fake.received).toEqual([]);
    const wrong = await start({ account }, { ...place, tls: 'none', password: new Secret('other') });
    expect(await wrong.sender.send(mail)).toEqual({ ok: false, error: 'SIGN_IN_REFUSED', reply_code: 535, is_final: false });
  });

  const faults: [string, SmtpStep, SmtpFault, object][] = [
    ['a receiver that is unknown', 'rcpt', { reply: '550 5.1.1 nobody' }, { error: 'REFUSED', reply_code: 550, is_final: true }],
    ['a receiver that is to be tried again', 'rcpt', { reply: '451 4.7.1 later' }, { error: 'DEFERRED', reply_code: 451, is_final: false }],
    ['a mail that is not wanted', 'end', { reply: '554 5.7.1 spam' }, { error: 'REFUSED', reply_code: 554, is_final: true }],
    ['a mail box that is full', 'end', { reply: '452 4.2.2 full' }, { error: 'DEFERRED', reply_code: 452, is_final: false }],
    ['a server that is busy', 'connect', { reply: '421 4.3.2 busy' }, { is_final: false }],
    ['a server that hangs up', 'connect', 'cut', { error: 'NO_CONNECTION', is_final: false }],
    ['a connection that is cut within the mail', 'data', 'cut-within-data', { is_final: false }],
    ['a connection that is cut after the mail', 'end', 'cut-after-data', { is_final: false }],
  ];
  it.each(faults)('tells %s', async (_name, step, fault, told) => {
    const { fake, sender } = await start();
    fake.control.fault = (at) => (at === step ? fault : undefined);
    expect(await sender.send(mail)).toMatchObject({ ok: false, ...told });
    expect(fake.received).toEqual([]);
  });

  it.each(['connect', 'ehlo', 'end'] as const)('gives up on a server that falls silent at %s', async (step) => {
    const { fake, sender } = await start({}, {}, { timeout_ms: 800 });
    fake.control.fault = (at) => (at === step ? 'silence' : undefined);
    expect(await sender.send(mail)).toMatchObject({ ok: false, error: 'TIMEOUT', is_final: false });
  });

  it('tells a server that is not there', async () => {
    const { fake, sender } = await start();
    await fake.close();
    expect(await sender.send(mail)).toMatchObject({ ok: false, error: 'NO_CONNECTION', is_final: false });
  });
});
