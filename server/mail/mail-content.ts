/**
 * What a mail says, as plain text and as simple HTML. Names, plates and notes are the words of others: they lose line breaks, signs that turn the
 * direction of writing, and what mail programs would make a link of. Markup is written here alone.
 */
import { z } from 'zod';

export const MailContent = z.strictObject({
  subject: z.string(),
  paragraphs: z.array(z.string()),
  /** Below the paragraphs, one to a line. */
  lines: z.array(z.strictObject({ text: z.string(), url: z.string().optional() })).default([]),
  link: z.strictObject({ label: z.string(), url: z.string() }).optional(),
  footer: z.string(),
});
export type MailContent = z.infer<typeof MailContent>;

const longest_subject = 150;
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const address_like = /(:)(?=\/\/)|(?<=[\p{L}\p{N}-]{2})([.@])(?=[\p{L}\p{N}-]{2})/gu;
const zero_width_space = '\u200b';

/** Words of others, fit to stand in a sentence of ours. */
export const quoteForeign = (text: string): string => text.replaceAll(unseen, ' ').trim().replaceAll(address_like, `$&${zero_width_space}`);

const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

const anchor = (url: string, label: string): string => `<a href="${escapeMarkup(url)}">${escapeMarkup(label)}</a>`;

export const toMailSubject = ({ subject }: MailContent): string => subject.replaceAll(unseen, ' ').trim().slice(0, longest_subject);

export const toMailText = ({ paragraphs, lines, link, footer }: MailContent): string =>
  [
    ...paragraphs,
    ...(lines.length > 0 ? [lines.map(({ text, url }) => (url ? `- ${text}\n  ${url}` : `- ${text}`)).join('\n')] : []),
    ...(link ? [`${link.label}:\n${link.url}`] : []),
    `-- \n${footer}`,
  ].join('\n\n');

export const toMailHtml = ({ paragraphs, lines, link, footer }: MailContent, language: string): string =>
  [
    `<!DOCTYPE html><html lang="${language}"><body style="font-family:sans-serif;font-size:15px;line-height:1.5;color:#1b1f24">`,
    ...paragraphs.map((paragraph) => `<p>${escapeMarkup(paragraph)}</p>`),
    ...(lines.length > 0
      ? ['<ul>', ...lines.map(({ text, url }) => `<li>${url ? anchor(url, text) : escapeMarkup(text)}</li>`), '</ul>']
      : []),
    ...(link ? [`<p>${anchor(link.url, link.label)}</p>`] : []),
    `<p style="color:#5b6570;font-size:13px">${escapeMarkup(footer)}</p></body></html>`,
  ].join('\n');
