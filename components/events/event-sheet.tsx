'use client';
import { Button } from '#components/ui/button.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventLogEntry } from '#lib/contract/events.ts';
import { eventLabel } from '#lib/display.ts';
import type { Marking } from './event-actions.ts';
import { EventDetail } from './event-detail.tsx';
import { entryText } from './log-entry.ts';

export interface EventSheetProps {
  /** Open while present. */
  entry: EventLogEntry | undefined;
  label: string;
  onClose: () => void;
  onOpen: (entry: EventLogEntry) => void;
  /** Shows the list behind as it stood at this event. */
  onBefore: (at: string) => void;
  marking?: Marking | undefined;
}

/** All about one event, beside the list. */
export function EventSheet({ entry, label, onClose, onOpen, onBefore, marking }: EventSheetProps) {
  const text = useText();
  const { t } = text;
  const title = entry ? eventLabel(entry.type, text) : t('Event');
  const sentence = entry && entryText(entry, text).sentence;
  return (
    <Sheet
      open={entry !== undefined}
      onOpenChange={(open) => !open && onClose()}
      beside
      title={title}
      description={sentence === title ? undefined : sentence}
      footer={
        entry && (
          <Button size="sm" onClick={() => onBefore(new Date(Date.parse(entry.occurred_at) + 1).toISOString())}>
            {t('Show the feed up to this moment')}
          </Button>
        )
      }
    >
      {entry && <EventDetail entry={entry} label={label} onOpen={onOpen} marking={marking} />}
    </Sheet>
  );
}
