'use client';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '#lib/client/api.ts';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import type { OutputOf } from '#lib/contract/operation.ts';
import type { Operations } from '#lib/contract/operations.ts';

export type TripPage = OutputOf<Operations['listTrips']>;
type TripQuery = ReturnType<typeof import('./trips-filter.ts').tripsQuery>;

export const trip_events = ['TripStarted', 'TripEnded', 'TripMetricsReady', 'TripDiscarded'] as const;

/** A busy fleet begins and ends trips all the time; the list is read again this often at most. */
const pause_ms = 2000;

/** Trips, newest first, in pages; read again when one begins or ends. */
export const useTrips = (query: TripQuery, first?: TripPage) => {
  const queries = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: ['listTrips', { query }],
    queryFn: ({ pageParam, signal }) => call('listTrips', { query: { ...query, ...(pageParam && { page_token: pageParam }) } }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_page_token,
    placeholderData: keepPreviousData,
    ...(first && { initialData: { pages: [first], pageParams: [''] } }),
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveEvents(
    () => {
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        void queries.invalidateQueries({ queryKey: ['listTrips'] });
      }, pause_ms);
    },
    { types: [...trip_events] },
  );
  return { list, trips: list.data?.pages.flatMap((page) => page.items) };
};
