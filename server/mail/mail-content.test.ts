import { describe, expect, it } from 'vitest';
import { quoteForeign, toMailHtml, toMailSubject, toMailText } from './mail-content.ts';

const hostile = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  'B\r\nBcc: everybody@evil.example',
  'https://evil.example/login',
  'www.evil.example',
  'mailto:a@evil.example',
  '\u202Etxt.exe',
  "' onmouseover='alert(1)",
];
const contentOf = (plate: string) => ({
  subject: `Fleet: ${quoteForeign(plate)}`,
  paragraphs: [`About ${quoteForeign(plate)}.`],
  lines: [{ text: quoteForeign(plate), url: 'https://fleet.example/vehicles/A' }, { text: quoteForeign(plate) }],
  footer: 'Sent by Motorpool.',
});

describe('a mail', () => {
  it.each(hostile)('shows a plate and lets it do nothing: %j', (plate) => {
    const content = contentOf(plate);
    const html = toMailHtml(content, 'en');
    expect(html.match(/<(?!\/?(html|body|p|ul|li|a)\b|!DOCTYPE)/g)).toBeNull();
    expect([...html.matchAll(/<a href="([^"]*)"[^>]*>/g)].map(([, url]) => url)).toEqual(['https://fleet.example/vehicles/A']);
    expect(html).not.toMatch(/<[^>]*\son\w+=/);
    for (const text of [html, toMailText(content), toMailSubject(content)]) {
      expect(text).not.toMatch(/https?:\/\/evil|(?<![\u200b\w])www\.evil|evil\.example|[\u202a-\u202e\u2066-\u2069]/u);
    }
    expect(toMailSubject(content)).not.toMatch(/[\r\n]/);
  });

  it('leaves ordinary plates and names as they are', () => {
    for (const plate of ['B-MP 1234', 'M.AB 123', 'ÄÖ-Ü 1', 'SBA 4571', 'Ana Pérez']) expect(quoteForeign(plate)).toBe(plate);
  });

  it('notices markup that is let through', () => {
    expect('<p><img src=x></p>'.match(/<(?!\/?(html|body|p|ul|li|a)\b|!DOCTYPE)/g)).not.toBeNull();
  });
});
