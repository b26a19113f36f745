import { call } from '#lib/client/api.ts';
import type { EventType } from '#lib/domain/event.ts';
import type { Feed, FeedPage } from './feed.ts';

export interface FeedFilter {
  vehicle_id?: string | undefined;
  /** Absent: all. */
  types?: readonly EventType[] | undefined;
  /** Only what happened before this instant; such a feed does not grow at the top. */
  before?: string | undefined;
}

const walk_limit = 1000;

/** One page of the log, newest first. Throws `ApiFailure`. */
export const queryPage = (filter: FeedFilter, limit: number, page_token: string | undefined, signal?: AbortSignal): Promise<FeedPage> =>
  call(
    'queryEventLog',
    {
      body: {
        limit,
        ...(filter.vehicle_id && { vehicle_id: filter.vehicle_id }),
        ...(filter.types && { event_types: [...filter.types] }),
        ...(filter.before && { occurred_before: filter.before }),
        ...(page_token && { page_token }),
      },
    },
    signal,
  );

/** The page behind the oldest row. Without a token (rows were dropped) it walks down from the top, since tokens belong to where a page ended. */
export const queryOlder = async (filter: FeedFilter, limit: number, feed: Feed, signal?: AbortSignal): Promise<FeedPage> => {
  if (feed.next_page_token) return queryPage(filter, limit, feed.next_page_token, signal);
  const oldest = feed.rows.at(-1)?.sequence ?? Number.POSITIVE_INFINITY;
  let page = await queryPage(filter, walk_limit, undefined, signal);
  while (page.next_page_token && !page.items.some(({ sequence }) => sequence < oldest)) {
    page = await queryPage(filter, walk_limit, page.next_page_token, signal);
  }
  return { ...page, items: page.items.filter(({ sequence }) => sequence < oldest) };
};
