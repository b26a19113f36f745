'use client';
import { useCallback, useState } from 'react';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import type { CommandLogEntry } from '#lib/domain/command.ts';
import { commandOfEvent, mergeCommands } from './command-entries.ts';

const kept = 10;

/** The newest commands of a vehicle: what the page loaded, what the live stream adds, and what an action answered. */
export const useCommands = (vehicle_id: string, loaded: readonly CommandLogEntry[]) => {
  const [seen, setSeen] = useState<readonly CommandLogEntry[]>([]);
  const add = useCallback((entries: readonly CommandLogEntry[]) => setSeen((before) => mergeCommands(before, entries, kept)), []);
  useLiveEvents((events) => {
    const entries = events.flatMap((event) => (event.vehicle_id === vehicle_id ? (commandOfEvent(event.data) ?? []) : []));
    if (entries.length > 0) add(entries);
  });
  const own = seen.filter((entry) => entry.vehicle_id === vehicle_id);
  return { commands: mergeCommands(loaded, own, kept), add };
};
