import type { UnitNote, UnitNotes } from './telematics.ts';

/** Lays notes over what is known; of one name the newest counts, whichever came first. Gives the same object when nothing changes. */
export const mergeNotes = (known: UnitNotes, fresh: readonly ({ name: string } & UnitNote)[]): UnitNotes => {
  const after: Record<string, UnitNote> = { ...known };
  let changed = false;
  for (const { name, value, timestamp } of fresh) {
    const before = after[name];
    if (before && (before.timestamp > timestamp || (before.timestamp === timestamp && before.value === value))) continue;
    after[name] = { value, timestamp };
    changed = true;
  }
  return changed ? after : known;
};
