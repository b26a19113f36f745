import { type ProblemKind, problems } from '#lib/domain/problem.ts';
import type { Language } from '#lib/messages/language.ts';
import { owner_texts, problem_advice } from './problem-advice.ts';
import { german_first_advice, german_owner_texts } from './problem-advice-german.ts';

/** What screens say of a problem: whose side it lies on, and the first step. For code that is fetched when there is a problem. */
export const screenAdvice = (kind: ProblemKind, language: Language): { owner: string; advice: string } => {
  const { owner } = problems[kind];
  if (language === 'de') return { owner: german_owner_texts[owner], advice: german_first_advice[kind] };
  return { owner: owner_texts[owner].short, advice: problem_advice[kind].advice[0] };
};
