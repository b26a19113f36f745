import { describe, expect, it } from 'vitest';
import { CommandStatus } from '#lib/domain/command-schema.ts';
import { type ProblemKind, problems, problemType } from '#lib/domain/problem.ts';
import { createText } from '#lib/messages/text.ts';
import { commandEntry } from './command.fixture.ts';
import { isRunning } from './command-entries.ts';
import { explainProblem, verdictOf } from './verdict.ts';

const text = createText('en');

describe('the verdict on a command', () => {
  it('exists for every status at which a command rests, and for no other', () => {
    for (const status of CommandStatus.options) {
      const entry = commandEntry({ status });
      expect(verdictOf(entry, text) === undefined).toBe(isRunning(entry));
    }
  });

  it('says whose side a failure lies on, what to do, and where to read more', () => {
    for (const kind of Object.keys(problems) as ProblemKind[]) {
      const verdict = verdictOf(commandEntry({ status: 'FAILED', problem_type: problemType(kind) }), text);
      expect(verdict?.text).toContain(problems[kind].title);
      expect(verdict?.advice?.length).toBeGreaterThan(0);
      expect(verdict?.problem_path).toBe(`/docs/problems/${kind}`);
    }
  });

  it('does not invent an explanation for a problem it does not know', () => {
    expect(explainProblem('/problems/from-the-future', text)).toBeUndefined();
    expect(verdictOf(commandEntry({ status: 'FAILED', problem_type: '/problems/from-the-future' }), text)?.problem_path).toBeUndefined();
  });

  it('blames nobody for what a person settled', () => {
    const settled = commandEntry({ status: 'FAILED', settled_by: 'PERSON', problem_type: '/problems/vehicle/command-outcome-unknown' });
    expect(verdictOf(settled, text)).toMatchObject({ text: 'A person settled it as not done.' });
  });

  it('warns that an unknown outcome may have taken effect', () => {
    expect(verdictOf(commandEntry({ status: 'UNKNOWN' }), text)?.text).toContain('may have taken effect');
  });
});
