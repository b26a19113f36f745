'use client';
import { useEffect, useState } from 'react';
import type { FleetDesk } from '#lib/client/fleet.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Text } from '#lib/messages/text.ts';
import { useViewState } from './use-fleet-view.ts';

const quiet_ms = 700;

/** `37 of 300 vehicles`, or `300 vehicles` when all are shown. */
const matchText = (matching: number, total: number, { count }: Text): string =>
  matching === total
    ? count(total, '{count} vehicle', '{count} vehicles')
    : count(total, '{matching} of {count} vehicle', '{matching} of {count} vehicles', { matching });

/** What the filter leaves, in figures. A changed filter is announced once it rests; figures that change by themselves are not. */
export const FleetCounts = ({ view, filter_key }: { view: FleetDesk; filter_key: string }) => {
  const text = useText();
  const { t } = text;
  const total = useViewState(view, 'total');
  const matching = useViewState(view, 'matching');
  const moving = useViewState(view, 'moving');
  const offline = useViewState(view, 'offline');
  const [announced, setAnnounced] = useState({ filter_key, text: '' });

  useEffect(() => {
    if (announced.filter_key === filter_key) return;
    const timer = setTimeout(() => {
      const state = view.state();
      setAnnounced({ filter_key, text: t('{vehicles} found', { vehicles: matchText(state.matching, state.total, text) }) });
    }, quiet_ms);
    return () => clearTimeout(timer);
  }, [filter_key, announced.filter_key, view, text, t]);

  return (
    <p className="min-w-0 truncate text-ink-soft text-xs">
      <span className="font-medium text-ink">{matchText(matching, total, text)}</span>
      {moving > 0 && ` · ${t('{count} moving', { count: moving })}`}
      {offline > 0 && ` · ${t('{count} offline', { count: offline })}`}
      <span role="status" className="sr-only">
        {announced.text}
      </span>
    </p>
  );
};
