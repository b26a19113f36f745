import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseJson, readJson } from './json-answer.ts';
import { AdapterFailure } from './port.ts';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('readJson', () => {
  it('reads up to 32 levels and no more', () => {
    expect(readJson(nested(32))).toBeDefined();
    expect(readJson(nested(33))).toBeUndefined();
  });

  it('does not count brackets in texts', () => {
    expect(readJson(JSON.stringify({ text: `\\"${'['.repeat(100)}` }))).toEqual({ text: `\\"${'['.repeat(100)}` });
  });

  it.each(['', '<html>', '{"a":', 'nul'])('gives nothing for %s', (text) => {
    expect(readJson(text)).toBeUndefined();
  });
});

describe('parseJson', () => {
  const answer = (text: string) => ({ status: 200, headers: {}, text });

  it('gives the parsed body', () => {
    expect(parseJson(answer('{"n":1}'), z.object({ n: z.number() }))).toEqual({ n: 1 });
  });

  it('fails with the kind it was told, naming the place but not the text', () => {
    const parse = () => parseJson(answer('{"n":"hush-hush"}'), z.object({ n: z.number() }), 'unknown');
    expect(parse).toThrowError(AdapterFailure);
    try {
      parse();
    } catch (error) {
      expect(error).toMatchObject({ kind: 'unknown', vendor_detail: expect.stringContaining('/n') });
      expect(JSON.stringify(error)).not.toContain('hush-hush');
    }
  });
});
