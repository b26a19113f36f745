/** Why a mail was not taken by the operator's mail server. */
export const mail_errors = ['NO_CONNECTION', 'TIMEOUT', 'NOT_ENCRYPTED', 'SIGN_IN_REFUSED', 'REFUSED', 'DEFERRED', 'EXPIRED'] as const;
export type MailError = (typeof mail_errors)[number];
