/** What a mail program would show of a mail that was sent as text and HTML (RFC 2045, RFC 2047). */
export interface ReadableMail {
  subject: string;
  text: string;
  html: string;
}

const fromQuotedPrintable = (text: string): string =>
  Buffer.from(
    text.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const decodeBody = (encoding: string, body: string): string => {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? fromQuotedPrintable(body) : body;
};

const decodeWords = (header: string): string =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, form: string, word: string) =>
      form.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : fromQuotedPrintable(word.replaceAll('_', ' ')),
    );

const split = (source: string): [head: string, body: string] => {
  const at = source.indexOf('\r\n\r\n');
  return [source.slice(0, at).replaceAll(/\r\n[ \t]+/g, ' '), source.slice(at + 4)];
};
const headerOf = (head: string, name: string): string => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1] ?? '';

export const readMail = (source: string): ReadableMail => {
  const [head, body] = split(source);
  const boundary = /boundary="?([^";]+)"?/.exec(headerOf(head, 'content-type'))?.[1] ?? '';
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r\n/, '')));
  const partOf = (type: string): string => {
    const [part_head = '', part_body = ''] = parts.find(([one]) => headerOf(one, 'content-type').startsWith(type)) ?? [];
    return decodeBody(headerOf(part_head, 'content-transfer-encoding').toLowerCase(), part_body).replaceAll('\r\n', '\n').trim();
  };
  return { subject: decodeWords(headerOf(head, 'subject')), text: partOf('text/plain'), html: partOf('text/html') };
};
