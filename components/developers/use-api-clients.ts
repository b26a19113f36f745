'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '#lib/client/api.ts';
import type { ApiClient } from '#lib/contract/api-clients.ts';

const query = { limit: 1000 };
const queryKey = ['listApiClients', { query }];
/** When they were last used changes without an event. */
const refetch_ms = 30_000;

/** The fleet's API clients, kept fresh. */
export const useApiClients = (first: readonly ApiClient[]) => {
  const queries = useQueryClient();
  const list = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('listApiClients', { query }, signal),
    initialData: { items: [...first] },
    refetchInterval: refetch_ms,
    staleTime: 5000,
  });
  return { clients: list.data.items, stale: list.isError, refresh: () => void queries.invalidateQueries({ queryKey }) };
};
