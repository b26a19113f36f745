'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiFailure } from './api.ts';
import type { LiveHub } from './live-hub.ts';
import { useLiveHub } from './live-provider.tsx';

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

const clients = new WeakMap<LiveHub, QueryClient>();

/** As many as live connections, so that what was read is kept across pages. When events were missed, every query is read again. */
const clientOf = (hub: LiveHub): QueryClient => {
  const known = clients.get(hub);
  if (known) return known;
  const client = createClient();
  clients.set(hub, client);
  hub.subscribeReset(() => void client.invalidateQueries());
  return client;
};

/** Put around what reads by queries; pages that do not are spared the code. Needs a LiveProvider above it. */
export const QueryProvider = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={clientOf(useLiveHub())}>{children}</QueryClientProvider>
);
