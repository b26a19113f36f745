/** The frame begins and ends as it should, and says something impossible in between. */
export class MalformedMessage extends Error {}

const number_form = /^-?\d{1,9}(?:\.\d{1,9})?$/;
const hex_form = /^[0-9A-Fa-f]+$/;

/** Reads fields by their place. An empty field is absent; one of another form throws `MalformedMessage`. */
export const createFieldReader = (fields: readonly string[]) => {
  const textAt = (index: number): string | undefined => fields[index] || undefined;
  const matching = (index: number, form: RegExp, what: string): string | undefined => {
    const value = textAt(index);
    if (value !== undefined && !form.test(value)) throw new MalformedMessage(`field ${index + 1} is no ${what}`);
    return value;
  };
  return {
    text: textAt,
    number: (index: number): number | undefined => {
      const value = matching(index, number_form, 'number');
      return value === undefined ? undefined : Number(value);
    },
    /** In capital letters. */
    hex: (index: number): string | undefined => matching(index, hex_form, 'hexadecimal number')?.toUpperCase(),
    matching,
  };
};
export type FieldReader = ReturnType<typeof createFieldReader>;

/** Without the entries that are undefined. */
export const present = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
