'use client';
import { useEffect, useState } from 'react';
import type { FleetView } from '#lib/client/fleet-view.ts';
import { formatNumber } from '#lib/display/format.ts';
import { useViewState } from './use-fleet-view.ts';

const quiet_ms = 700;

const vehicles = (total: number): string => `${formatNumber(total)} vehicle${total === 1 ? '' : 's'}`;

/** `37 of 300 vehicles`, or `300 vehicles` when all are shown. */
const matchText = (matching: number, total: number): string =>
  matching === total ? vehicles(total) : `${formatNumber(matching)} of ${vehicles(total)}`;

/** What the filter leaves, in figures. A changed filter is announced once it rests; figures that change by themselves are not. */
export const FleetCounts = ({ view, filter_key }: { view: FleetView; filter_key: string }) => {
  const total = useViewState(view, 'total');
  const matching = useViewState(view, 'matching');
  const moving = useViewState(view, 'moving');
  const offline = useViewState(view, 'offline');
  const [announced, setAnnounced] = useState({ filter_key, text: '' });

  useEffect(() => {
    if (announced.filter_key === filter_key) return;
    const timer = setTimeout(() => {
      const state = view.state();
      setAnnounced({ filter_key, text: `${matchText(state.matching, state.total)} found` });
    }, quiet_ms);
    return () => clearTimeout(timer);
  }, [filter_key, announced.filter_key, view]);

  return (
    <p className="min-w-0 truncate text-ink-soft text-xs">
      <span className="font-medium text-ink">{matchText(matching, total)}</span>
      {moving > 0 && ` · ${formatNumber(moving)} moving`}
      {offline > 0 && ` · ${formatNumber(offline)} offline`}
      <span role="status" className="sr-only">
        {announced.text}
      </span>
    </p>
  );
};
