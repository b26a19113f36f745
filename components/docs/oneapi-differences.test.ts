import { describe, expect, it } from 'vitest';
import type { Operation } from '#lib/contract/operation.ts';
import { operations } from '#lib/contract/operations.ts';
import { problems } from '#lib/domain/problem.ts';
import { difference_groups, missing_parts } from './oneapi-differences.ts';

const withoutNames = (path: string) => path.replace(/\{\w+\}/g, '{}');
const table = new Set(
  Object.values(operations as Record<string, Operation>).flatMap(({ method, path, aliases = [] }) =>
    [path, ...aliases].map((one) => `${method} ${withoutNames(one)}`),
  ),
);
/** Answered beside the table. */
const further = new Set([
  'POST /auth/oauth/token',
  'GET /auth/.well-known/openid-configuration',
  'GET /auth/jwks.json',
  'GET /live',
  'GET /events/stream',
  'GET /openapi.json',
  'GET /asyncapi.json',
]);
const texts = difference_groups.flatMap((group) => group.entries.map((entry) => entry.text));
const quoted = texts.flatMap((text) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code));

describe('moving from OneAPI', () => {
  it('calls missing only what is missing', () => {
    const there = missing_parts.flatMap((part) => part.operations).filter((one) => table.has(withoutNames(one)));
    expect(there).toEqual([]);
  });

  it('names only operations and problems that exist', () => {
    const named = quoted
      .filter((code) => /^(GET|POST|PUT|PATCH|DELETE) \//.test(code))
      .map((code) => withoutNames(code.split('?')[0] ?? ''));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((one) => !table.has(one) && !further.has(one))).toEqual([]);
    const types = quoted.filter((code) => code.startsWith('/problems/')).map((code) => code.slice('/problems/'.length));
    expect(types.filter((type) => !(type in problems))).toEqual([]);
  });
});
