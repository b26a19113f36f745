'use client';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { call } from '#lib/client/api.ts';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import { commandOfEvent, mergeCommands } from './command-entries.ts';

const kept = 10;
const none: readonly CommandLogEntry[] = [];

export interface CommandsOptions {
  vehicle_id: string;
  /** What the page knows of the log; absent: it is read here. */
  known: readonly CommandLogEntry[] | undefined;
  may_read_log: boolean;
}

/** The newest commands of a vehicle: those of the log, what the live stream adds, and what an action answered. */
export const useCommands = ({ vehicle_id, known, may_read_log }: CommandsOptions) => {
  const [seen, setSeen] = useState(none);
  const add = useCallback((entries: readonly CommandLogEntry[]) => setSeen((before) => mergeCommands(before, entries, kept)), []);
  const input = { params: { vehicle_id }, query: { limit: kept } };
  const log = useQuery({
    queryKey: ['listCommandLog', input],
    queryFn: ({ signal }) => call('listCommandLog', input, signal),
    enabled: known === undefined && may_read_log,
    refetchOnMount: 'always',
  });
  useLiveEvents(
    (events) => {
      const entries = events.flatMap((event) => commandOfEvent(event.data) ?? []);
      if (entries.length > 0) add(entries);
    },
    { vehicle_id, types: ['CommandRequested', 'CommandProgressed', 'CommandExecuted'] },
  );
  const own = seen.filter((entry) => entry.vehicle_id === vehicle_id);
  return { commands: mergeCommands(known ?? log.data?.items ?? none, own, kept), add };
};
