import { z } from 'zod';
import { Secret } from '#lib/domain/secret.ts';

/** The server that takes the installation's mails, and what they say they are from. */
export interface MailPlace {
  host: string;
  port: number;
  tls: 'implicit' | 'starttls' | 'none';
  user: string | undefined;
  password: Secret | undefined;
  from: string;
}

const blank = z.literal('').transform(() => undefined);

/** Settings of the environment: one address, or its parts. */
export const mail_settings = {
  MAIL_URL: z.union([blank, z.url({ protocol: /^smtps?$/ })]).optional(),
  MAIL_HOST: z.string().max(255).default(''),
  MAIL_PORT: z.union([blank, z.coerce.number().int().min(1).max(65535)]).optional(),
  MAIL_USER: z.string().max(500).default(''),
  MAIL_PASSWORD: z.string().max(500).default(''),
  MAIL_TLS: z.enum(['implicit', 'starttls', 'none', '']).default(''),
  MAIL_FROM: z.union([blank, z.email()]).optional(),
};
const MailSettings = z.object(mail_settings);
type MailSettings = z.output<typeof MailSettings>;

const submission_port = 587;
const implicit_port = 465;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || host === '::1' || host.startsWith('127.');

/**
 * Undefined: this installation sends no mail. TLS is required of every server that is not this machine itself, unless `MAIL_TLS` says `none`: implicit
 * for `smtps:` and port 465 (RFC 8314), else by STARTTLS.
 */
export const mailPlace = (values: MailSettings, app_url: string): MailPlace | undefined => {
  const url = values.MAIL_URL === undefined ? undefined : new URL(values.MAIL_URL);
  const host = url?.hostname ?? values.MAIL_HOST;
  if (host === '') return undefined;
  const is_implicit = url?.protocol === 'smtps:' || values.MAIL_TLS === 'implicit';
  const port = (Number(url?.port) || values.MAIL_PORT) ?? (is_implicit ? implicit_port : submission_port);
  const usual = is_implicit || port === implicit_port ? 'implicit' : isLoopback(host) ? 'none' : 'starttls';
  const user = decodeURIComponent(url?.username ?? '') || values.MAIL_USER;
  const password = decodeURIComponent(url?.password ?? '') || values.MAIL_PASSWORD;
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port,
    tls: values.MAIL_TLS || usual,
    user: user || undefined,
    password: password ? new Secret(password) : undefined,
    from: values.MAIL_FROM ?? `motorpool@${new URL(app_url).hostname}`,
  };
};
