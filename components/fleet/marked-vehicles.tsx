'use client';
import { type ReactNode, useMemo } from 'react';
import type { FleetRow } from '#lib/client/fleet-row.ts';
import type { FleetStore } from '#lib/client/fleet-store.ts';
import type { FleetView } from '#lib/client/fleet-view.ts';
import type { Marks } from './marks.ts';
import { useViewState } from './use-fleet-view.ts';

export interface MarkedVehiclesProps {
  store: FleetStore;
  view: FleetView;
  marks: Marks;
  onClear: () => void;
  render: (marked: { rows: readonly FleetRow[]; outside: number; onClear: () => void }) => ReactNode;
}

/** The marked vehicles that still exist, and how many of them the list does not show. Drawn without any too: an open dialog outlasts its vehicles. */
export const MarkedVehicles = ({ store, view, marks, onClear, render }: MarkedVehiclesProps) => {
  useViewState(view, 'order_version');
  const total = useViewState(view, 'total');
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another number of vehicles a marked one may be gone
  const rows = useMemo(() => [...marks].flatMap((id) => store.get(id) ?? []), [marks, store, total]);
  return render({ rows, outside: rows.filter(({ id }) => !view.isListed(id)).length, onClear });
};
