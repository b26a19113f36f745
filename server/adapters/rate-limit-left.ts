/** What a vendor grants until its counter starts anew, as far as an answer says. */
export interface RateLimitLeft {
  limit?: number | undefined;
  remaining: number;
  resets_at_ms: number;
}

const names = ['ratelimit', 'x-ratelimit', 'x-rate-limit'];
/** A greater number is an instant in epoch seconds, a smaller one a time from now. */
const least_epoch_seconds = 1_000_000_000;

const wholeNumber = (text: string | undefined): number | undefined => (text && /^\d{1,12}$/.test(text.trim()) ? Number(text) : undefined);

/**
 * Read from the headers that vendors and API gateways use (`RateLimit-Remaining`, `X-RateLimit-Remaining`, `X-Rate-Limit-Remaining` with their `-Limit` and
 * `-Reset`). Undefined when remaining or reset is missing or unreadable: what is not known limits nothing.
 */
export const readRateLimit = (headers: Readonly<Record<string, string>>, now_ms: number): RateLimitLeft | undefined => {
  for (const name of names) {
    const remaining = wholeNumber(headers[`${name}-remaining`]);
    const reset = wholeNumber(headers[`${name}-reset`]);
    if (remaining === undefined || reset === undefined) continue;
    const resets_at_ms = reset >= least_epoch_seconds ? reset * 1000 : now_ms + reset * 1000;
    return { limit: wholeNumber(headers[`${name}-limit`]), remaining, resets_at_ms };
  }
  return undefined;
};
