/** The stored spelling of an instant, with milliseconds, so that texts compare as times do: `…:20Z` → `…:20.000Z`. */
export const normaliseInstant = <T extends string | undefined>(instant: T): T =>
  (instant === undefined ? instant : new Date(instant).toISOString()) as T;
