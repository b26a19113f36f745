'use client';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '#lib/client/api.ts';
import type { Webhook } from '#lib/contract/webhooks.ts';

const query = { limit: 100 };
const queryKey = ['listWebhooks', { query }];
/** Motorpool itself switches one off whose receiver is gone. */
const refetch_ms = 30_000;
const deliveries_refetch_ms = 3000;
const page_size = 50;

/** The fleet's webhooks, kept fresh. */
export const useWebhooks = (first: readonly Webhook[]) => {
  const queries = useQueryClient();
  const list = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('listWebhooks', { query }, signal),
    initialData: { items: [...first] },
    refetchInterval: refetch_ms,
    staleTime: 5000,
  });
  return { webhooks: list.data.items, stale: list.isError, refresh: () => void queries.invalidateQueries({ queryKey }) };
};

/** What was sent to one of them, newest first; asked again while the list is open. */
export const useDeliveries = (webhook_id: string) =>
  useInfiniteQuery({
    queryKey: ['listWebhookDeliveries', { webhook_id }],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listWebhookDeliveries',
        { params: { webhook_id }, query: { limit: page_size, ...(pageParam && { page_token: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_page_token,
    refetchInterval: deliveries_refetch_ms,
    staleTime: 0,
  });
