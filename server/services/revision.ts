import { Problem } from '#lib/domain/problem.ts';

export const etagOf = (row: { revision: number }): string => `"${row.revision}"`;

/** If-Match after RFC 9110: `*`, or a list of tags of which one is the resource's own. Throws 412 when none is. */
export const requireUnchanged = (what: string, row: { revision: number }, if_match: string | undefined): void => {
  if (if_match === undefined) return;
  const tags = if_match.split(',').map((tag) => tag.trim());
  if (!tags.includes('*') && !tags.includes(etagOf(row))) throw new Problem('resource-modified', `${what} has changed since it was read.`);
};
