export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Each language calls itself by its own name. */
export const language_names: Record<Language, string> = { en: 'English', de: 'Deutsch' };

export const language_cookie = 'language';

/** The chosen language, else the first of the browser's wishes that we speak, else English. */
export const pickLanguage = (chosen: string | undefined, accept_language: string | null | undefined): Language => {
  const known = languages.find((language) => language === chosen);
  if (known) return known;
  const wishes = (accept_language ?? '').split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  const ranked = wishes.toSorted((a, b) => b.quality - a.quality).map((wish) => wish.language);
  return ranked.flatMap((wish) => languages.filter((language) => language === wish))[0] ?? 'en';
};
