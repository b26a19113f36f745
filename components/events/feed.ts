/**
 * The rows of a live feed, newest first, each sequence once, never more than `feed_limit`.
 * What arrives while the reader is held up waits apart and is counted; when more waits than is worth keeping, the newest page is read again instead.
 * Dropping the oldest rows makes the token of the last page useless: `next_page_token` is cleared and `truncated` says that older rows exist.
 */
import type { EventLogEntry } from '#lib/contract/events.ts';

export const feed_limit = 5000;

export interface Feed {
  rows: readonly EventLogEntry[];
  waiting: readonly EventLogEntry[];
  /** May exceed `waiting.length`, of which only the newest are kept. */
  waiting_count: number;
  next_page_token?: string | undefined;
  truncated: boolean;
}

export interface FeedPage {
  items: readonly EventLogEntry[];
  next_page_token?: string | undefined;
}

const newestFirst = (a: EventLogEntry, b: EventLogEntry): number => b.sequence - a.sequence;

export const feedOf = (page: FeedPage): Feed => ({
  rows: mergeRows([], page.items),
  waiting: [],
  waiting_count: 0,
  next_page_token: page.next_page_token,
  truncated: false,
});

/** Union by sequence, newest first. Linear when the new rows are all newer, which is the usual case. */
export const mergeRows = (rows: readonly EventLogEntry[], more: readonly EventLogEntry[]): readonly EventLogEntry[] => {
  if (more.length === 0) return rows;
  const sorted = [...more].sort(newestFirst).filter((entry, index, all) => entry.sequence !== all[index - 1]?.sequence);
  const newest = rows[0]?.sequence ?? -1;
  const oldest_of_more = sorted.at(-1)?.sequence ?? 0;
  if (oldest_of_more > newest) return [...sorted, ...rows];
  const known = new Set(rows.map((entry) => entry.sequence));
  return [...rows, ...sorted.filter((entry) => !known.has(entry.sequence))].sort(newestFirst);
};

const bounded = (feed: Feed, rows: readonly EventLogEntry[], limit: number): Feed =>
  rows.length <= limit ? { ...feed, rows } : { ...feed, rows: rows.slice(0, limit), truncated: true, next_page_token: undefined };

/** Live entries for a reader who follows. */
export const receive = (feed: Feed, entries: readonly EventLogEntry[], limit = feed_limit): Feed =>
  entries.length === 0 ? feed : bounded(feed, mergeRows(feed.rows, entries), limit);

/** Live entries for a reader who is held up: counted, shown later. */
export const hold = (feed: Feed, entries: readonly EventLogEntry[], limit = feed_limit): Feed => {
  const newest = feed.rows[0]?.sequence ?? -1;
  const known = new Set(feed.waiting.map((entry) => entry.sequence));
  const fresh = entries.filter((entry) => entry.sequence > newest && !known.has(entry.sequence));
  if (fresh.length === 0) return feed;
  return { ...feed, waiting: mergeRows(feed.waiting, fresh).slice(0, limit), waiting_count: feed.waiting_count + fresh.length };
};

/** More waits than was kept: showing it would leave a hole, so the newest page must be read again. */
export const overflowed = (feed: Feed): boolean => feed.waiting_count > feed.waiting.length;

/** The reader goes on: what waited becomes rows. */
export const release = (feed: Feed, limit = feed_limit): Feed =>
  bounded({ ...feed, waiting: [], waiting_count: 0 }, mergeRows(feed.rows, feed.waiting), limit);

/**
 * The newest page, read after the live stream was joined: closes whatever gap lies behind `complete_to`, the last sequence up to which rows were known without holes.
 * When the page does not reach that far back, the older rows go, since there is a hole between; they can be loaded again.
 */
export const catchUp = (feed: Feed, page: FeedPage, complete_to: number, limit = feed_limit): Feed => {
  const oldest = page.items.reduce((least, { sequence }) => Math.min(least, sequence), Number.POSITIVE_INFINITY);
  const reaches = page.next_page_token === undefined || oldest <= complete_to;
  if (reaches && feed.rows.length > 0 && complete_to >= 0) return bounded(feed, mergeRows(feed.rows, page.items), limit);
  const live = feed.rows.filter(({ sequence }) => sequence > complete_to);
  return bounded({ ...feed, next_page_token: page.next_page_token, truncated: false }, mergeRows(live, page.items), limit);
};

/** A page of older rows. Beyond the limit the feed stops growing downwards, so that nothing newer is lost. */
export const append = (feed: Feed, page: FeedPage, limit = feed_limit): Feed => ({
  ...bounded(feed, mergeRows(feed.rows, page.items), limit),
  ...(feed.rows.length + page.items.length <= limit && { next_page_token: page.next_page_token, truncated: false }),
});

/** Older rows exist and there is room for them. */
export const canLoadOlder = (feed: Feed, limit = feed_limit): boolean =>
  feed.rows.length < limit && (feed.next_page_token !== undefined || feed.truncated);
