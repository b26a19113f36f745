import { describe, expect, it } from 'vitest';
import { type ProblemKind, problemKind, problems, problemType } from '#lib/domain/problem.ts';
import { owner_texts, problem_advice } from './problem-advice.ts';

const kinds = Object.keys(problems) as ProblemKind[];

describe('problem pages', () => {
  it.each(kinds)('%s has its owner, its situation and a first step', (kind) => {
    expect(owner_texts[problems[kind].owner].name).toBeTruthy();
    const { when, advice } = problem_advice[kind];
    for (const sentence of [when, ...advice]) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('never suggests repeating what may have happened already', () => {
    for (const kind of kinds) {
      const uncertain = kind === 'vehicle/command-outcome-unknown';
      expect(problem_advice[kind].retry === 'never blindly', kind).toBe(uncertain);
    }
  });

  it('does not repeat unchanged what the client has to correct', () => {
    for (const kind of kinds.filter((each) => problems[each].owner === 'client')) expect(problem_advice[kind].retry).toMatch(/^after/);
  });

  it('finds a kind by its type and knows what it does not know', () => {
    for (const kind of kinds) expect(problemKind(problemType(kind))).toBe(kind);
    expect(problemKind('/problems/constructor')).toBeUndefined();
    expect(problemKind('about:blank')).toBeUndefined();
  });
});
