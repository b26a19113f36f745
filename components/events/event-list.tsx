'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback } from 'react';
import { useClock } from '#components/ui/clock.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventLogEntry, EventMarks } from '#lib/contract/events.ts';
import { EventRow, row_height } from './event-row.tsx';
import type { VehicleLabels } from './vehicle-label.ts';

export interface EventListProps {
  rows: readonly EventLogEntry[];
  labels: VehicleLabels;
  /** The frame that scrolls. */
  frame: HTMLElement | null;
  narrow: boolean;
  selected_id: string | undefined;
  fresh_marks: ReadonlyMap<string, EventMarks>;
  onOpen: (entry: EventLogEntry) => void;
}

/** Draws the rows in view and no others. */
export function EventList({ rows, labels, frame, narrow, selected_id, fresh_marks, onOpen }: EventListProps) {
  const { t } = useText();
  const { time_zone } = useClock();
  const height = narrow ? row_height.narrow : row_height.wide;
  const keyOf = useCallback((index: number) => rows[index]?.sequence ?? index, [rows]);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame,
    estimateSize: () => height,
    getItemKey: keyOf,
    overscan: 12,
  });
  return (
    <div role="feed" aria-label={t('Events, newest first')} aria-busy={false} className="relative" style={{ height: list.getTotalSize() }}>
      {list.getVirtualItems().map((item) => {
        const entry = rows[item.index];
        if (!entry) return null;
        return (
          <article
            key={item.key}
            aria-posinset={item.index + 1}
            aria-setsize={rows.length}
            className="absolute inset-x-0 top-0"
            style={{ height: item.size, transform: `translateY(${item.start}px)` }}
          >
            <EventRow
              entry={entry}
              label={labels[entry.vehicle_id] ?? entry.vehicle_id}
              time_zone={time_zone}
              selected={entry.id === selected_id}
              marks={fresh_marks.get(entry.id) ?? entry.marks}
              onOpen={onOpen}
            />
          </article>
        );
      })}
    </div>
  );
}
