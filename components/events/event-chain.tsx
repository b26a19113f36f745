'use client';
import { useQuery } from '@tanstack/react-query';
import { useClock } from '#components/ui/clock.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventLogEntry } from '#lib/contract/events.ts';
import { causeOf, causeSentence, commandBefore } from './event-cause.ts';
import { entryText } from './log-entry.ts';

const around_ms = 15 * 60_000;
const most_related = 500;

/** Everything on the same vehicle from a quarter of an hour before the event to one after, oldest first. */
const useAround = (entry: EventLogEntry) =>
  useQuery({
    queryKey: ['queryEventLog', { around: entry.id }],
    queryFn: async ({ signal }) => {
      const at_ms = Date.parse(entry.occurred_at);
      const body = {
        vehicle_id: entry.vehicle_id,
        occurred_after: new Date(at_ms - around_ms).toISOString(),
        occurred_before: new Date(at_ms + around_ms).toISOString(),
        limit: most_related,
      };
      const page = await call('queryEventLog', { body }, signal);
      return page.items.sort((a, b) => a.sequence - b.sequence);
    },
  });

/** What set the event off, and everything that followed from the same act. */
export function EventChain({ entry, onOpen }: { entry: EventLogEntry; onOpen: (entry: EventLogEntry) => void }) {
  const text = useText();
  const { t, formatClock } = text;
  const { time_zone } = useClock();
  const around = useAround(entry);
  const chain = around.data?.filter(({ flow_id }) => flow_id === entry.flow_id);
  const cause = chain && causeOf(chain);
  return (
    <section aria-label={t('Same flow')}>
      <h3 className="mb-1 font-medium text-ink-faint text-xs">{t('Same flow, on this vehicle within 15 minutes')}</h3>
      {around.isPending && <p className="text-ink-faint">{t('Looking…')}</p>}
      {around.isError && <p className="text-danger-ink">{t('The related events could not be loaded.')}</p>}
      {cause && <p className="mb-1">{causeSentence(cause, text, commandBefore(entry, around.data ?? []))}</p>}
      {chain && chain.length < 2 && <p className="text-ink-faint">{t('No other event.')}</p>}
      {chain && chain.length > 1 && (
        <ol className="divide-y divide-line">
          {chain.map((other) => (
            <li key={other.id}>
              <button
                type="button"
                aria-current={other.id === entry.id}
                onClick={() => onOpen(other)}
                className="flex w-full gap-3 rounded-sm py-1 text-left hover:bg-hover aria-[current=true]:font-medium"
              >
                <span className="w-14 shrink-0 text-ink-faint text-xs leading-4.5">{formatClock(other.occurred_at, time_zone)}</span>
                <span className="min-w-0">{entryText(other, text).sentence}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
