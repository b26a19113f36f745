/**
 * A form over values that others may change meanwhile. Only fields that the person touched are held; all others follow the live value.
 * A touched field remembers what stood there when it was touched, so that a change by someone else shows instead of being overwritten unseen.
 */
export interface FieldEdit {
  /** What stood in the field when the person began. Empty: nothing. */
  base: string;
  text: string;
}

export type FieldEdits<K extends string> = { readonly [F in K]?: FieldEdit };
export type FieldValues<K extends string> = { readonly [F in K]: string };

/** The edits after typing `text`; typing back what stands there forgets the field. */
export const editField = <K extends string>(edits: FieldEdits<K>, live: FieldValues<K>, field: NoInfer<K>, text: string): FieldEdits<K> => {
  const base = edits[field]?.base ?? live[field];
  const { [field]: _, ...others } = edits as Record<K, FieldEdit>;
  return (text === live[field] ? others : { ...others, [field]: { base, text } }) as FieldEdits<K>;
};

export const shownValue = <K extends string>(edits: FieldEdits<K>, live: FieldValues<K>, field: NoInfer<K>): string =>
  edits[field]?.text ?? live[field];

/** Touched fields whose text differs from what stands there now. */
export const changedFields = <K extends string>(edits: FieldEdits<K>, live: FieldValues<K>): K[] =>
  (Object.keys(edits) as K[]).filter((field) => edits[field] !== undefined && edits[field]?.text.trim() !== live[field]);

/** Fields in which someone else wrote something else while the person was typing. */
export const conflictingFields = <K extends string>(edits: FieldEdits<K>, live: FieldValues<K>): K[] =>
  changedFields(edits, live).filter((field) => edits[field]?.base !== live[field]);

/** The person has seen what stands there now and keeps his own text. */
export const keepEdit = <K extends string>(edits: FieldEdits<K>, live: FieldValues<K>, field: NoInfer<K>): FieldEdits<K> => {
  const edit = edits[field];
  return edit ? { ...edits, [field]: { ...edit, base: live[field] } } : edits;
};
