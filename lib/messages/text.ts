/**
 * What screens say, in the reader's language. The English text is its own key: a text that the German catalogue lacks is no `Message` and does not
 * compile, and one that nobody says any more fails the test beside this file. English needs no catalogue, so a reader of English loads none.
 */
import { createFormats, type Formats } from '#lib/display/format.ts';
import type { german } from './german.ts';
import type { Language } from './language.ts';

export type Message = keyof typeof german;
/** English text → text of another language. */
export type Dictionary = Readonly<Record<string, string>>;
export type MessageValues = Readonly<Record<string, string | number>>;

export interface Text extends Formats {
  language: Language;
  /** `t('{matching} of {total}', { matching: 3, total: 9 })`; numbers are written as the language does. */
  t: (message: Message, values?: MessageValues) => string;
  /** Text that comes as data, such as the title of a problem or the label of a credential's field: said in the reader's language where the catalogue knows it. */
  translate: (text: string) => string;
  /** The message for one, or the one for several; `{count}` is filled by itself. */
  count: (count: number, one: Message, other: Message, values?: MessageValues) => string;
}

/** What comes before `|` says which sense is meant, and is not shown: `state|Open` and `verb|Open` differ in German. */
const withoutSense = (message: string): string => message.slice(message.indexOf('|') + 1);

export const createText = (language: Language, dictionary?: Dictionary): Text => {
  const formats = createFormats(language);
  const t = (message: Message, values?: MessageValues): string => {
    const text = dictionary?.[message] ?? withoutSense(message);
    if (!values) return text;
    return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = values[name];
      if (value === undefined) return placeholder;
      return typeof value === 'number' ? formats.formatNumber(value) : value;
    });
  };
  return {
    ...formats,
    language,
    t,
    translate: (message) => dictionary?.[message] ?? message,
    count: (count, one, other, values) => t(count === 1 ? one : other, { count, ...values }),
  };
};
