/**
 * Milliseconds asked for by a `Retry-After` header: whole seconds or an HTTP date (RFC 9110, 10.2.3).
 * Undefined for a missing or unreadable value; a date in the past is 0. The caller caps the result.
 */
export const parseRetryAfter = (value: string | undefined, now_ms: number): number | undefined => {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  if (!/^[A-Za-z]{3,9}, /.test(text)) return undefined;
  const at_ms = Date.parse(text);
  return Number.isNaN(at_ms) ? undefined : Math.max(0, at_ms - now_ms);
};

/** What an answer asks us to wait, by its header, else by "try again in N seconds" in its text, as API gateways word it (`one implementation`). */
export const askedPause = ({ headers, text }: { headers: Record<string, string>; text: string }, now_ms: number): number | undefined => {
  const by_header = parseRetryAfter(headers['retry-after'], now_ms);
  if (by_header !== undefined) return by_header;
  const seconds = /try again in (\d{1,6}) seconds?/i.exec(text.slice(0, 2000))?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
};
