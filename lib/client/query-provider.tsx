'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ApiFailure } from './api.ts';

/** Asked again: no answer, and faults of the server. What the server refused stays refused. */
const mayTryAgain = (failures: number, error: unknown): boolean =>
  failures < 3 && error instanceof ApiFailure && (error.problem.status === 0 || error.problem.status >= 500);

const createClient = () =>
  new QueryClient({
    defaultOptions: {
      // The live stream says what changed, so data does not grow stale by itself within minutes.
      queries: { staleTime: 60_000, gcTime: 300_000, retry: mayTryAgain, refetchOnWindowFocus: false },
    },
  });

/** Holds what the pages have read, across navigation. */
export const QueryProvider = ({ children }: { children: ReactNode }) => {
  const [client] = useState(createClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
};
