import { describe, expect, it } from 'vitest';
import { safeReturnPath } from './return-path.ts';

describe('safeReturnPath', () => {
  it.each(['/fleet?tag=red', '/vehicles/JQ7RP#trail', '/admin/oem-credentials', '/vehicles/new?step=unit'])('keeps %s', (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'fleet',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    '/login',
    '/login?from=/login',
    '/set-up',
    '/api/auth/signout',
    `/${'a'.repeat(3000)}`,
  ])('replaces %j by the fleet', (path) => {
    expect(safeReturnPath(path)).toBe('/fleet');
  });

  it('does not mistake a page for one that begins alike', () => {
    expect(safeReturnPath('/logins')).toBe('/logins');
  });
});
