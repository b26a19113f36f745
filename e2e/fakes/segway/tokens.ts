/** An old token stays good for so long after a new one was issued. */
const overlap_ms = 300_000;

/** Tokens of one client: each lives for `life_seconds`, a newer one ends the older after 300 s. */
export const createTokenDesk = (clock: () => number, life_seconds: number) => {
  const ends = new Map<string, number>();
  let issued = 0;
  return {
    issue: (): string => {
      const now = clock();
      for (const [token, end_ms] of ends) ends.set(token, Math.min(end_ms, now + overlap_ms));
      issued += 1;
      const token = `fake-token-${issued}`;
      ends.set(token, now + life_seconds * 1_000);
      return token;
    },
    accepts: (token: string): boolean => (ends.get(token) ?? 0) > clock(),
    /** As if the vendor had lost its sessions. */
    revokeAll: () => ends.clear(),
    issuedCount: () => issued,
  };
};
