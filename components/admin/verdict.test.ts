import { describe, expect, it } from 'vitest';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { createText } from '#lib/messages/text.ts';
import { maySave, verdictOfCheck, verdictOfProblem } from './verdict.ts';

const text = createText('en');

const problem = (status: number, extra: Partial<ProblemBody> = {}): ProblemBody => ({
  type: '/problems/some',
  type_documentation: '',
  title: 'Title',
  status,
  detail: 'Detail.',
  flow_id: 'flow',
  ...extra,
});

describe('verdictOfCheck', () => {
  it('says what the vendor sees', () => {
    expect(verdictOfCheck({ status: 'VALID', units_visible: 1 }, 'Vendor', text).text).toContain('1 unit is visible');
    expect(verdictOfCheck({ status: 'VALID', units_visible: 12 }, 'Vendor', text).text).toContain('12 units are visible');
    expect(verdictOfCheck({ status: 'VALID' }, 'Vendor', text).text).toBe('Vendor accepts these credentials.');
  });

  it('gives the reason where there is one', () => {
    expect(verdictOfCheck({ status: 'INVALID', detail: 'Wrong secret.' }, 'Vendor', text)).toEqual({
      kind: 'refused',
      text: 'Wrong secret.',
    });
    expect(verdictOfCheck({ status: 'INVALID' }, 'Vendor', text).text).toBe('Vendor refuses these credentials.');
    expect(verdictOfCheck({ status: 'UNTESTED' }, 'Vendor', text).text).toBe('Vendor could not be asked.');
  });
});

describe('maySave', () => {
  it('stores what was accepted, never what was refused', () => {
    expect(maySave(undefined)).toBe('no');
    expect(maySave(verdictOfCheck({ status: 'VALID' }, 'V', text))).toBe('yes');
    expect(maySave(verdictOfCheck({ status: 'INVALID' }, 'V', text))).toBe('no');
  });

  it('lets what could not be checked be stored with a warning', () => {
    expect(maySave(verdictOfCheck({ status: 'UNTESTED' }, 'V', text))).toBe('with a warning');
    for (const status of [0, 429, 500, 502, 503]) expect(maySave(verdictOfProblem(problem(status), text))).toBe('with a warning');
    expect(maySave(verdictOfProblem(undefined, text))).toBe('with a warning');
  });

  it('asks for corrections first', () => {
    const verdict = verdictOfProblem(
      problem(400, { errors: [{ pointer: '/base_url', code: 'invalid', message: 'Not an address.' }] }),
      text,
    );
    expect(verdict).toEqual({ kind: 'faulty', text: 'Detail.', fields: { base_url: 'Not an address.' } });
    expect(maySave(verdict)).toBe('no');
    expect(maySave(verdictOfProblem(problem(403), text))).toBe('no');
  });
});
