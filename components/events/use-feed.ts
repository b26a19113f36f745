'use client';
/**
 * A list of events that fills from the log and grows from the live stream without a hole between the two:
 * the live stream is joined first, then the newest page is read, and what both bring is one row.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiFailure, no_answer } from '#lib/client/api.ts';
import { useLiveEvents, useLiveReset } from '#lib/client/live-provider.tsx';
import type { EventLogEntry } from '#lib/contract/events.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { append, canLoadOlder, catchUp, type Feed, type FeedPage, feed_limit, feedOf, hold, overflowed, receive, release } from './feed.ts';
import { toLogEntry } from './log-entry.ts';
import { type FeedFilter, queryOlder, queryPage } from './query-page.ts';

/** How often arriving events reach the screen; more often tires the reader and the browser. */
const flush_interval_ms = 200;

export interface FeedOptions {
  filter: FeedFilter;
  /** First page for this filter, when the server sent one along. */
  first_page?: FeedPage | undefined;
  /** The reader is elsewhere in the list or has paused: arriving events wait and are counted. */
  held?: boolean;
  page_size?: number;
  limit?: number;
}

const nothing: FeedPage = { items: [] };
const problemOf = (error: unknown): ProblemBody => (error instanceof ApiFailure ? error.problem : no_answer);
const newestOf = (feed: Feed): number => feed.rows[0]?.sequence ?? -1;

/** Give the component that uses it a `key` made from the filter: another filter is another feed. */
export const useFeed = ({ filter, first_page, held = false, page_size = 100, limit = feed_limit }: FeedOptions) => {
  const [feed, setFeed] = useState<Feed>(() => feedOf(first_page ?? nothing));
  const [loaded, setLoaded] = useState(first_page !== undefined);
  const [problem, setProblem] = useState<ProblemBody>();
  const [older, setOlder] = useState<{ busy: boolean; problem?: ProblemBody }>({ busy: false });
  const arrived = useRef<EventLogEntry[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const complete_to = useRef(newestOf(feed));
  const latest = useRef({ feed, filter, held });
  latest.current = { feed, filter, held };

  const flush = useCallback(() => {
    timer.current = undefined;
    const entries = arrived.current;
    arrived.current = [];
    setFeed((before) => (latest.current.held ? hold(before, entries, limit) : receive(before, entries, limit)));
  }, [limit]);

  const refresh = useCallback(
    async (signal?: AbortSignal) => {
      try {
        const page = await queryPage(latest.current.filter, page_size, undefined, signal);
        setFeed((before) => catchUp(before, page, complete_to.current, limit));
        setLoaded(true);
        setProblem(undefined);
      } catch (error) {
        if (!signal?.aborted) setProblem(problemOf(error));
      }
    },
    [page_size, limit],
  );

  useLiveEvents(
    (events) => {
      if (filter.before) return;
      arrived.current.push(...events.map(toLogEntry));
      timer.current ??= setTimeout(flush, flush_interval_ms);
    },
    { vehicle_id: filter.vehicle_id, types: filter.types },
  );
  useLiveReset(() => {
    complete_to.current = newestOf(latest.current.feed);
    void refresh();
  });
  useEffect(() => {
    const reading = new AbortController();
    void refresh(reading.signal);
    return () => {
      reading.abort();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [refresh]);

  const loadOlder = async () => {
    if (older.busy || !canLoadOlder(feed, limit)) return;
    setOlder({ busy: true });
    try {
      const page = await queryOlder(filter, page_size, feed);
      setFeed((before) => append(before, page, limit));
      setOlder({ busy: false });
    } catch (error) {
      setOlder({ busy: false, problem: problemOf(error) });
    }
  };

  const goOn = () => {
    if (!overflowed(feed)) return setFeed((before) => release(before, limit));
    complete_to.current = newestOf(feed);
    setFeed((before) => ({ ...before, waiting: [], waiting_count: 0 }));
    void refresh();
  };

  return { feed, loaded, problem, older, refresh, loadOlder, goOn, can_load_older: canLoadOlder(feed, limit) };
};
