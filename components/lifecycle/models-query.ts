import { queryOptions } from '@tanstack/react-query';
import { call } from '#lib/client/api.ts';

/** All models of a brand; they change with a release, not while a page is open. */
export const modelsQuery = (brand: string) =>
  queryOptions({
    queryKey: ['listAvailableModels', { params: { brand } }],
    queryFn: ({ signal }) => call('listAvailableModels', { params: { brand } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: brand !== '',
  });
