import { RotateCw } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { RichText } from '#components/ui/rich-text.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { ApiFailure } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { AvailableUnit } from '#lib/contract/lifecycle.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import type { Text } from '#lib/messages/text.ts';
import { Choice } from './choice.tsx';

export interface UnitListProps {
  brand: BrandDefinition;
  units: readonly AvailableUnit[] | undefined;
  /** What stands in the box above: finds, or chooses when it is a whole id. */
  typed: string;
  busy: boolean;
  failure: unknown;
  onRefresh: () => void;
  onChoose: (unit: AvailableUnit) => void;
}

const shown_at_most = 100;

const noUnits = (brand: BrandDefinition, listed: number, { t }: Text): string => {
  if (listed > 0) return t('No listed unit contains this. A unit that is not listed can be typed in whole.');
  if (brand.lists_available_units) return t('{brand} lists no unit that is still free. An id can be typed above.', { brand: brand.name });
  return t(
    '{brand} cannot list its units, and none that is not in a fleet has called here. Type the id above; it is on the unit’s label.',
    { brand: brand.name },
  );
};

/** Units that no vehicle has: those the vendor lists, and those that have called by themselves. */
export function UnitList({ brand, units, typed, busy, failure, onRefresh, onChoose }: UnitListProps) {
  const text = useText();
  const { t, formatNumber, translate } = text;
  const is_chosen = units?.some((unit) => unit.id === typed) ?? false;
  const found = (units ?? []).filter((unit) => is_chosen || unit.id.includes(typed));
  return (
    <section aria-labelledby="units" className="flex flex-col gap-2">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h3 id="units" className="font-medium text-sm">
          {t('Free units')}
          {units && <span className="ml-1.5 font-normal text-ink-faint text-xs">{formatNumber(units.length)}</span>}
        </h3>
        <Button size="sm" variant="ghost" busy={busy} onClick={onRefresh}>
          {!busy && <RotateCw aria-hidden size={13} />} {t('Ask again')}
        </Button>
      </div>
      {!units && busy && (
        <p role="status" className="flex items-center gap-2 py-3 text-ink-soft">
          <Spinner />{' '}
          {brand.lists_available_units
            ? t('Asking {brand}… An id can be typed meanwhile.', { brand: brand.name })
            : t('Looking for units that have called…')}
        </p>
      )}
      {failure !== null && !busy && (
        <Notice tone="warning">
          {t('Units could not be listed: {why} An id can still be typed above.', {
            why: failure instanceof ApiFailure ? translate(failure.problem.detail) : t('No answer came.'),
          })}
          {failure instanceof ApiFailure && failure.problem.flow_id && (
            <span className="block text-xs">{t('Flow id {id}', { id: failure.problem.flow_id })}</span>
          )}
        </Notice>
      )}
      {units && found.length === 0 && <p className="py-3 text-ink-soft">{noUnits(brand, units.length, text)}</p>}
      <div role="radiogroup" aria-labelledby="units" className="grid max-h-96 gap-1.5 overflow-y-auto p-0.5 sm:grid-cols-2">
        {found.slice(0, shown_at_most).map((unit) => (
          <Choice
            key={unit.id}
            name="unit"
            value={unit.id}
            checked={unit.id === typed}
            onChoose={() => onChoose(unit)}
            title={<span className="font-mono">{unit.id}</span>}
          >
            {t(unit.credentials_id ? 'Listed by the vendor' : 'Seen, in no fleet')}
            {unit.last_contact_at && (
              <>
                {' · '}
                <RichText message="last contact {age}" parts={{ age: <RelativeTime at={unit.last_contact_at} /> }} />
              </>
            )}
          </Choice>
        ))}
      </div>
      {found.length > shown_at_most && (
        <p className="text-ink-faint text-xs">
          {t('{count} more. Type a part of the id to find them.', { count: found.length - shown_at_most })}
        </p>
      )}
    </section>
  );
}
