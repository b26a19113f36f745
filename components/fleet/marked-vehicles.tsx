'use client';
import { type ReactNode, useEffect, useState } from 'react';
import type { FleetDesk, NamedVehicle } from '#lib/client/fleet.ts';
import type { Marks } from './marks.ts';
import { useViewState } from './use-fleet-view.ts';

export interface MarkedVehiclesProps {
  view: FleetDesk;
  marks: Marks;
  onClear: () => void;
  render: (marked: { vehicles: readonly NamedVehicle[]; outside: number; onClear: () => void }) => ReactNode;
}

const none: readonly NamedVehicle[] = [];

/** The marked vehicles that still exist, and how many of them the list does not show. Drawn without any too: an open dialog outlasts its vehicles. */
export const MarkedVehicles = ({ view, marks, onClear, render }: MarkedVehiclesProps) => {
  const order_version = useViewState(view, 'order_version');
  const total = useViewState(view, 'total');
  const [vehicles, setVehicles] = useState(none);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another number or order of vehicles a marked one may be gone or no longer listed
  useEffect(() => {
    let left = false;
    if (marks.size === 0) setVehicles(none);
    else void view.describe([...marks]).then((found) => !left && setVehicles(found));
    return () => {
      left = true;
    };
  }, [view, marks, order_version, total]);
  return render({ vehicles, outside: vehicles.filter(({ listed }) => !listed).length, onClear });
};
