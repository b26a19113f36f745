'use client';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '#lib/client/api.ts';
import type { EventConsumer, EventConsumerMetrics } from '#lib/contract/event-consumers.ts';

const query = { limit: 1000 };
const queryKey = ['listEventConsumers', { query }];
/** What the broker says changes without an event. */
const refetch_ms = 10_000;

/** The fleet's event consumers and the figures of their queues, kept fresh. */
export const useEventConsumers = (first: readonly EventConsumer[]) => {
  const queries = useQueryClient();
  const list = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('listEventConsumers', { query }, signal),
    initialData: { items: [...first] },
    refetchInterval: refetch_ms,
    staleTime: 5000,
  });
  const consumers: readonly EventConsumer[] = list.data.items;
  const figures = useQueries({
    queries: consumers.map(({ id }) => ({
      queryKey: ['getEventConsumerMetrics', { params: { consumer_id: id } }],
      queryFn: ({ signal }: { signal: AbortSignal }) => call('getEventConsumerMetrics', { params: { consumer_id: id } }, signal),
      refetchInterval: refetch_ms,
    })),
  });
  const metrics = new Map<string, EventConsumerMetrics>(
    consumers.flatMap(({ id }, index) => {
      const data = figures[index]?.data;
      return data ? [[id, data]] : [];
    }),
  );
  return { consumers, metrics, stale: list.isError, refresh: () => void queries.invalidateQueries({ queryKey }) };
};
