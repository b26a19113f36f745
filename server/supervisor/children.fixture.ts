import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ChildSpec } from './child.ts';

export type Fixture = {
  lines: string[];
  writeLine: (name: string, line: string) => void;
  addChild: (name: string, script: string) => ChildSpec;
  readMarks: () => string[];
};

/** A temporary directory of tiny child programs; `mark(text)` in a program appends to a file that the test reads. */
export function makeFixture(): Fixture {
  const dir = mkdtempSync(join(tmpdir(), 'motorpool-supervisor-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const marks_file = join(dir, 'marks');
  writeFileSync(marks_file, '');
  const prelude = `
    import { appendFileSync } from 'node:fs';
    const mark = (text) => appendFileSync(${JSON.stringify(marks_file)}, text + '\\n');
    const ready = () => process.send({ type: 'ready', pid: process.pid });
    const stay = () => setInterval(() => {}, 1000);
  `;
  const lines: string[] = [];
  return {
    lines,
    writeLine: (name, line) => void lines.push(`${name}: ${line}`),
    addChild: (name, script) => {
      const file = join(dir, `${name}.mjs`);
      writeFileSync(file, `${prelude}${script}`);
      return { name, file };
    },
    readMarks: () => readFileSync(marks_file, 'utf8').split('\n').filter(Boolean),
  };
}

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
