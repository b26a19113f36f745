'use client';
import { useEffect, useState } from 'react';
import { commandOfEvent } from '#components/commands/command-entries.ts';
import { call } from '#lib/client/api.ts';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import type { CommandPlan } from '#lib/contract/command-plans.ts';
import { further, tallyPlan, withEntries } from './plan-progress.ts';

const look_again_ms = 4000;

/**
 * A plan as it goes on: by the live stream, and by reading it again now and then while something is under way, since a vehicle that was archived
 * meanwhile gets no command that the stream could tell of.
 */
export const usePlanProgress = (started: CommandPlan): CommandPlan => {
  const [plan, setPlan] = useState(started);
  useLiveEvents(
    (events) => {
      const entries = events.flatMap((event) => commandOfEvent(event.data) ?? []);
      if (entries.length > 0) setPlan((before) => withEntries(before, entries));
    },
    { types: ['CommandRequested', 'CommandProgressed', 'CommandExecuted'] },
  );
  const { id } = started;
  const is_open = tallyPlan(plan).under_way > 0;
  useEffect(() => {
    if (!is_open) return;
    const left = new AbortController();
    const look = () =>
      call('getCommandPlan', { params: { plan_id: id } }, left.signal).then(
        (fresh) => setPlan((before) => further(before, fresh)),
        () => undefined,
      );
    const timer = setInterval(look, look_again_ms);
    return () => {
      clearInterval(timer);
      left.abort();
    };
  }, [id, is_open]);
  return plan;
};
