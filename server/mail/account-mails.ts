/** Mails about accounts: an invitation, and the link by which a password is chosen anew. */
import { dictionaryOf } from '#lib/messages/dictionary.ts';
import type { Language } from '#lib/messages/language.ts';
import { createText, type Text } from '#lib/messages/text.ts';
import { type MailContent, quoteForeign } from './mail-content.ts';

export const mailText = (language: Language): Text => createText(language, dictionaryOf(language));

const footerOf = ({ t }: Text, app_url: string): string => t('Sent by Motorpool at {address}.', { address: new URL(app_url).host });

export interface InvitationLetter {
  url: string;
  fleet_name: string;
  invited_by: string;
  expires_at: string;
  time_zone: string;
}

export const invitationMail = (language: Language, app_url: string, letter: InvitationLetter): MailContent => {
  const text = mailText(language);
  const { t, formatInstant } = text;
  const [fleet, name] = [quoteForeign(letter.fleet_name), quoteForeign(letter.invited_by)];
  return {
    subject: t('Invitation to the fleet {fleet}', { fleet }),
    paragraphs: [
      t('{name} invites you to the fleet {fleet} in Motorpool.', { name, fleet }),
      t('The link is good for one acceptance, until {until}. Whoever has an account already joins with it.', {
        until: formatInstant(letter.expires_at, letter.time_zone),
      }),
      t('If you do not know who this is, do nothing: without the link nothing happens.'),
    ],
    lines: [],
    link: { label: t('Accept the invitation'), url: letter.url },
    footer: footerOf(text, app_url),
  };
};

export const passwordResetMail = (language: Language, app_url: string, url: string): MailContent => {
  const text = mailText(language);
  const { t } = text;
  return {
    subject: t('A new password for Motorpool'),
    paragraphs: [
      t('Somebody, probably you, asked for a new password for this address.'),
      t('The link is good once, for 15 minutes. You are then signed out everywhere, and a second factor is asked for all the same.'),
      t('If it was not you, do nothing: your password stays as it is.'),
    ],
    lines: [],
    link: { label: t('Choose a new password'), url },
    footer: footerOf(text, app_url),
  };
};
