import type { Text } from '#lib/messages/text.ts';

export const password_limits = { shortest: 12, longest: 128 } as const;

export interface PasswordStrength {
  /** 0 too short or too simple, 1 acceptable, 2 good, 3 very good. */
  grade: 0 | 1 | 2 | 3;
  text: string;
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3);

/** Characters that carry information: of a run (`aaaa`, `1234`, `dcba`) only the first two count. */
const tellingCharacters = (password: string): number => {
  let count = 0;
  let step: number | undefined;
  let run = 0;
  let before: number | undefined;
  for (const character of password.toLowerCase()) {
    const code = character.codePointAt(0) ?? 0;
    const now = before === undefined ? undefined : code - before;
    run = now !== undefined && Math.abs(now) <= 1 && now === step ? run + 1 : 0;
    if (run === 0) count += 1;
    step = now;
    before = code;
  }
  return count;
};

/** A hint, not a proof: rewards length, distrusts runs, repetition and what is known about the person. `known` are name, e-mail and fleet. */
export const passwordStrength = (password: string, known: readonly string[], { t, count }: Text): PasswordStrength => {
  const { shortest } = password_limits;
  if (password.length < shortest) {
    const missing = shortest - password.length;
    return {
      grade: 0,
      text:
        password === ''
          ? t('At least {count} characters.', { count: shortest })
          : count(missing, '{count} more character.', '{count} more characters.'),
    };
  }
  const lower = password.toLowerCase();
  const guessable = known.flatMap(words).find((word) => lower.includes(word));
  const telling = tellingCharacters(password) - (guessable?.length ?? 0);
  const variety = new Set(lower).size;
  if (telling < 8 || variety < 6) {
    return { grade: 0, text: t(guessable ? 'Too easy to guess: it is mostly your own data.' : 'Too easy to guess: it repeats itself.') };
  }
  if (guessable) return { grade: 1, text: t('Acceptable; better without “{word}”.', { word: guessable }) };
  if (telling >= 20 && variety >= 10) return { grade: 3, text: t('Very good.') };
  if (telling >= 15 && variety >= 8) return { grade: 2, text: t('Good.') };
  return { grade: 1, text: t('Acceptable; a few words more make it much stronger.') };
};
