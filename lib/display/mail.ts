import type { MailError } from '#lib/domain/mail.ts';
import type { Message } from '#lib/messages/text.ts';

/** What a person can make of a failure, and whose it is. */
export const mail_error_texts: Record<MailError, Message> = {
  NO_CONNECTION: 'The mail server cannot be reached.',
  TIMEOUT: 'The mail server did not answer in time.',
  NOT_ENCRYPTED: 'The mail server offers no encrypted connection that can be trusted.',
  SIGN_IN_REFUSED: 'The mail server refuses the name or the password of this installation.',
  REFUSED: 'The mail server refused the mail: the address may not exist.',
  DEFERRED: 'The mail server asked to try again later.',
  EXPIRED: 'It waited so long that it is of no use any more.',
};
