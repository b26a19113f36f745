'use client';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '#lib/client/api.ts';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import type { OutputOf } from '#lib/contract/operation.ts';
import type { Operations } from '#lib/contract/operations.ts';

export type ArchivePage = OutputOf<Operations['listArchivedVehicles']>;

import { archive_page_size } from './archive-page-size.ts';

/** Archived vehicles, newest first, in pages; read again when a vehicle is archived or restored anywhere. */
export const useArchive = (q: string, first: { q: string; page: ArchivePage }) => {
  const queries = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: ['listArchivedVehicles', { query: { q } }],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listArchivedVehicles',
        { query: { limit: archive_page_size, ...(q && { q }), ...(pageParam && { page_token: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_page_token,
    placeholderData: keepPreviousData,
    ...(q === first.q && { initialData: { pages: [first.page], pageParams: [''] } }),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ['listArchivedVehicles'] });
  useLiveEvents(() => void refresh(), { types: ['VehicleCreated', 'VehicleRemoved'] });
  return { list, vehicles: list.data?.pages.flatMap((page) => page.items), refresh };
};
