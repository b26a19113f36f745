'use client';
import { Download, Printer } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { saveCsv, writeCsv } from '#lib/client/csv.ts';
import { useText } from '#lib/client/text-provider.tsx';

export interface Erasure {
  vehicle_ids: readonly string[];
  erased_at: string;
  erased_by: string;
}

/** Proof of what was erased: ids, instant and person, since nothing else of the vehicles is left to tell. */
export function ErasureReceipt({ erasure }: { erasure: Erasure }) {
  const { t, count, formatInstant } = useText();
  const { time_zone } = useClock();
  const { vehicle_ids, erased_at, erased_by } = erasure;
  const save = () =>
    saveCsv(
      `receipt-${erased_at.slice(0, 19).replace(/[:T]/g, '-')}.csv`,
      writeCsv(
        ['vehicle_id', 'erased_at', 'erased_by'],
        vehicle_ids.map((id) => [id, erased_at, erased_by]),
      ),
    );
  return (
    <section aria-label={t('Receipt')} data-receipt className="flex flex-col gap-2 rounded-md border border-line p-3">
      <p className="font-medium">
        {count(vehicle_ids.length, '{count} vehicle erased on {instant} by {name}', '{count} vehicles erased on {instant} by {name}', {
          instant: formatInstant(erased_at, time_zone),
          name: erased_by,
        })}
      </p>
      <p className="max-h-40 overflow-y-auto break-words font-mono text-xs">{vehicle_ids.join(' ')}</p>
      <p className="text-ink-soft text-xs">
        {t(
          'Erased: master data, tags and fields, states, events, commands and trail. Kept: one entry of the audit log each, with the id and your name. Copies in backups end with the backups, after 35 days at the latest.',
        )}
      </p>
      <div data-print="never" className="flex gap-2">
        <Button size="sm" icon={Download} onClick={save}>
          {t('Save the receipt')}
        </Button>
        <Button size="sm" icon={Printer} onClick={() => window.print()}>
          {t('Print')}
        </Button>
      </div>
    </section>
  );
}
