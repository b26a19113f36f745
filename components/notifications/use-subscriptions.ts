'use client';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '#lib/client/api.ts';
import type { NotificationSubscription } from '#lib/contract/notifications.ts';

const query = { limit: 100 };
const queryKey = ['listNotificationSubscriptions', { query }];
const deliveries_refetch_ms = 2_000;
const page_size = 50;

export const useSubscriptions = (first: readonly NotificationSubscription[]) => {
  const queries = useQueryClient();
  const list = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('listNotificationSubscriptions', { query }, signal),
    initialData: { items: [...first] },
    staleTime: 5_000,
  });
  return { subscriptions: list.data.items, stale: list.isError, refresh: () => void queries.invalidateQueries({ queryKey }) };
};

/** What was told, newest first; asked again while the list is open. */
export const useNotificationDeliveries = (subscription_id: string) =>
  useInfiniteQuery({
    queryKey: ['listNotificationDeliveries', { subscription_id }],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listNotificationDeliveries',
        { params: { subscription_id }, query: { limit: page_size, ...(pageParam && { page_token: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_page_token,
    refetchInterval: deliveries_refetch_ms,
    staleTime: 0,
  });
