import { german } from './german.ts';
import type { Language } from './language.ts';
import type { Dictionary } from './text.ts';

/** The catalogue of a language; English is what the code itself says. For the server: pages hand it to the browser as data. */
export const dictionaryOf = (language: Language): Dictionary | undefined => (language === 'de' ? german : undefined);
