import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { MailError } from '#lib/domain/mail.ts';
import type { MailPlace } from './mail-place.ts';

export interface OutgoingMail {
  /** The same for every attempt, so that a mail that came twice is known as one. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** `is_final`: the server will never take it. What the server says beyond its code is kept by nobody: it may name people. */
export type MailAttempt = { ok: true } | { ok: false; error: MailError; reply_code: number | null; is_final: boolean };

export interface MailSender {
  send(mail: OutgoingMail): Promise<MailAttempt>;
  /** Cuts off what is under way. */
  close(): void;
}

const SmtpFailure = z.object({ code: z.string().optional(), responseCode: z.int().optional(), name: z.string().optional() });
const total_timeout_ms = 60_000;

/** Failures of nodemailer: `code` is of its own list, `responseCode` what the server answered (RFC 5321, 4.2). */
const judge = (failure: unknown): MailAttempt => {
  const { code, responseCode, name } = SmtpFailure.safeParse(failure).data ?? {};
  const failed = (error: MailError, is_final = false): MailAttempt => ({ ok: false, error, reply_code: responseCode ?? null, is_final });
  if (code === 'EABORT' || name === 'TimeoutError' || code === 'ETIMEDOUT') return failed('TIMEOUT');
  if (code === 'ETLS' || code === 'EREQUIRETLS') return failed('NOT_ENCRYPTED');
  if (code === 'EAUTH' || code === 'ENOAUTH') return failed('SIGN_IN_REFUSED');
  if ((code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== undefined)
    return responseCode >= 500 ? failed('REFUSED', true) : failed('DEFERRED');
  // An address that cannot be written into an envelope.
  if (code === 'EENVELOPE') return failed('REFUSED', true);
  return failed(responseCode === undefined ? 'NO_CONNECTION' : 'DEFERRED');
};

/** Hands mails to the operator's server. Certificates are verified; `ca` is for servers of tests. */
export const createMailSender = (
  place: MailPlace,
  { ca, timeout_ms = total_timeout_ms }: { ca?: string; timeout_ms?: number } = {},
): MailSender => {
  const { host, port, tls, user, password, from } = place;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const waits = {
    connectionTimeout: timeout_ms / 4,
    greetingTimeout: timeout_ms / 4,
    socketTimeout: timeout_ms / 2,
    dnsTimeout: timeout_ms / 4,
  };
  const transport = createTransport({
    host,
    port,
    ...waits,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(isIP(host) === 0 && { servername: host }), ...(ca && { ca }) },
    ...(user && { auth: { user, pass: password?.reveal() ?? '' } }),
    maxResponseSize: 65_536,
    name: domain,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const closing = new AbortController();
  return {
    close: () => closing.abort(),
    send: async ({ id, to, subject, text, html }) => {
      try {
        await transport.sendMail({
          from: { name: 'Motorpool', address: from },
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeout_ms)]),
        });
        return { ok: true };
      } catch (error) {
        return judge(error);
      }
    },
  };
};
