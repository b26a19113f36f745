/** Vehicles that are marked for something to be done with them all, by their ids. Never changed in place. */
export type Marks = ReadonlySet<string>;

export const no_marks: Marks = new Set();

export const withToggled = (marks: Marks, id: string): Marks => {
  const next = new Set(marks);
  if (!next.delete(id)) next.add(id);
  return next;
};

export const withMarked = (marks: Marks, ids: Iterable<string>): Marks => new Set([...marks, ...ids]);

export const withoutMarked = (marks: Marks, ids: Iterable<string>): Marks => {
  const next = new Set(marks);
  for (const id of ids) next.delete(id);
  return next;
};

/** What a list shows, as far as marks need it. */
interface List {
  state: () => { listed: number };
  idAt: (index: number) => string;
}

export const idsBetween = (list: List, from: number, to: number): string[] => {
  const [first, last] = from <= to ? [from, to] : [to, from];
  return Array.from({ length: last - first + 1 }, (_, offset) => list.idAt(first + offset)).filter(Boolean);
};

export const allIds = (list: List): string[] => (list.state().listed === 0 ? [] : idsBetween(list, 0, list.state().listed - 1));
