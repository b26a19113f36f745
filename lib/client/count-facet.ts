import { isInBand, usual_bands } from './energy-band.ts';
import type { FleetColumns } from './fleet-columns.ts';
import { type CodedFacet, clearFailing, compileFilter, type Facet, type FleetFilter, fieldChoices, isCodedFacet } from './fleet-filter.ts';

const countCodes = (columns: FleetColumns, facet: CodedFacet, marks: Uint8Array): Map<string, number> => {
  const by_code = new Uint32Array(columns.values(facet).length);
  const codes = columns.codes(facet);
  for (let slot = 0; slot < marks.length; slot++) {
    const code = codes[slot] ?? 0;
    if (marks[slot] !== 0) by_code[code] = (by_code[code] ?? 0) + 1;
  }
  return new Map(
    columns
      .values(facet)
      .map((value, code) => [value, by_code[code] ?? 0] as const)
      .filter(([, count]) => count > 0),
  );
};

/** The values of a vehicle that a person could choose, given what is chosen in the same facet. */
const valuesReader = (
  columns: FleetColumns,
  filter: FleetFilter,
  facet: Exclude<Facet, CodedFacet>,
): ((slot: number) => readonly string[]) => {
  if (facet === 'tag') return (slot) => columns.tags[slot] ?? [];
  if (facet === 'can') return (slot) => columns.capabilities[slot] ?? [];
  if (facet === 'energy') {
    const bands = [...new Set([...usual_bands, ...filter.energy])];
    return (slot) => bands.filter((band) => isInBand(columns.numbers().energy[slot] ?? Number.NaN, band));
  }
  const chosen = [...fieldChoices(filter.field)];
  return (slot) => {
    const fields = columns.fields[slot] ?? {};
    const failing = chosen.filter(([key, values]) => !values.has(fields[key] ?? '')).map(([key]) => key);
    // A value of the one key that does not fit yet would be an alternative to those chosen of it.
    const keys = failing.length === 0 ? Object.keys(fields) : failing.length === 1 ? failing.filter((key) => key in fields) : [];
    return keys.map((key) => `${key}=${fields[key]}`);
  };
};

/** How many vehicles each value of a facet would leave, given everything else that is chosen. */
export const countFacet = (columns: FleetColumns, filter: FleetFilter, facet: Facet): Map<string, number> => {
  // Tags and capabilities narrow each other, so the count of one is what remains when it is added.
  const { on_map, in_area } = compileFilter(columns, filter, facet === 'tag' || facet === 'can' ? undefined : facet);
  const marks = columns.present().slice(0, columns.length());
  clearFailing(marks, [...on_map, ...in_area]);
  if (isCodedFacet(facet)) return countCodes(columns, facet, marks);
  const counts = new Map<string, number>();
  const valuesOf = valuesReader(columns, filter, facet);
  for (const [slot, mark] of marks.entries()) {
    if (mark !== 0) for (const value of valuesOf(slot)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
};
