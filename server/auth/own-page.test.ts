import { describe, expect, it } from 'vitest';
import { isOwnPage } from './own-page.ts';

const app_url = 'https://motorpool.example:8443/base';
const own = 'https://motorpool.example:8443';
const ask = (headers: Record<string, string>) => isOwnPage(app_url, new Headers(headers));

describe('a write with a sign-in cookie', () => {
  it.each([[{ origin: own }], [{ origin: own, 'sec-fetch-site': 'same-origin' }]])('passes with %j', (headers) => {
    expect(ask(headers)).toBe(true);
  });

  it.each<[Record<string, string>]>([
    [{}],
    [{ origin: '' }],
    [{ origin: 'null' }],
    [{ origin: 'https://motorpool.example' }],
    [{ origin: 'http://motorpool.example:8443' }],
    [{ origin: `${own}/` }],
    [{ origin: `${own}.evil.example` }],
    [{ origin: `${own}, https://evil.example` }],
    [{ origin: 'https://evil.example', host: 'motorpool.example:8443', 'x-forwarded-host': 'evil.example' }],
    [{ referer: `${own}/fleet` }],
    [{ origin: own, 'sec-fetch-site': 'cross-site' }],
    [{ origin: own, 'sec-fetch-site': 'same-site' }],
    [{ origin: own, 'sec-fetch-site': 'none' }],
    [{ origin: own, 'sec-fetch-site': '' }],
    [{ 'sec-fetch-site': 'same-origin' }],
  ])('is refused with %j', (headers) => {
    expect(ask(headers)).toBe(false);
  });
});
