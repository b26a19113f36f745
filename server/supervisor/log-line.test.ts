import { expect, it } from 'vitest';
import { createLineWriter, formatJson, formatText } from './log-line.ts';

const entry = JSON.stringify({
  level: 'warn',
  time: '2026-11-20T12:00:00.123Z',
  name: 'gateway',
  msg: 'poll late',
  brand_id: 'B',
  wait_ms: 20,
});

it('shows a JSON line of a child as one compact line', () => {
  expect(formatText('gateway', entry)).toBe('12:00:00.123 gateway    warn  poll late brand_id=B wait_ms=20');
});

it('shows an error with its stack, and quotes what has spaces', () => {
  const line = JSON.stringify({ level: 'error', msg: 'failed', path: 'a b', err: { message: 'no', stack: 'Error: no\n at x' } });
  expect(formatText('web', line)).toMatch(/error failed path="a b" err=Error: no\n {5}at x$/);
});

it('never hands control characters of a stranger to the terminal', () => {
  const esc = String.fromCharCode(27);
  expect(formatText('web', JSON.stringify({ level: 'info', msg: `${esc}[2J${esc}]0;x` }))).not.toContain(esc);
  expect(formatText('web', `plain ${esc}[31mred${esc}[0m`)).toMatch(/plain red$/);
});

it('keeps every line JSON when asked to', () => {
  expect(JSON.parse(formatJson('gateway', entry))).toEqual({ ...JSON.parse(entry), process: 'gateway' });
  expect(JSON.parse(formatJson('web', 'not json'))).toMatchObject({ level: 'info', process: 'web', msg: 'not json' });
  expect(JSON.parse(formatJson('web', '{"half":'))).toMatchObject({ msg: '{"half":' });
});

it('leaves empty lines out', () => {
  const written: string[] = [];
  createLineWriter('text', { write: (text) => written.push(text) })('web', '   ');
  expect(written).toEqual([]);
});
