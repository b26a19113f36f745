'use client';
import clsx from 'clsx';
import { ArchiveRestore, X } from 'lucide-react';
import Link from 'next/link';
import { UnitHolder } from '#components/lifecycle/unit-holder.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Td, Tr } from '#components/ui/table.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { DaysLeftBar } from './days-left-bar.tsx';
import { vehicleName } from './vehicle-name.ts';

export interface ArchiveRowProps {
  vehicle: Vehicle;
  may_restore: boolean;
  may_remove: boolean;
  chosen: boolean;
  restoring: boolean;
  /** Why the last restore was refused. */
  refused: ProblemBody | undefined;
  onChoose: () => void;
  onRestore: () => void;
  onRemove: () => void;
  /** Restores with another unit. */
  onOtherUnit: () => void;
  onDismiss: () => void;
}

export function ArchiveRow(props: ArchiveRowProps) {
  const { vehicle, may_restore, may_remove, chosen, restoring, refused, onChoose, onRestore, onRemove, onOtherUnit, onDismiss } = props;
  const { t, translate } = useText();
  const { license_plate, custom_name, brand, model } = vehicle.master_data;
  const name = vehicleName(vehicle);
  const is_unit_conflict = refused?.type === '/problems/conflicting-resource';
  return (
    <>
      <Tr selected={chosen}>
        {(may_restore || may_remove) && (
          <Td className="w-8">
            <Checkbox label={t('Choose {vehicle}', { vehicle: name })} label_hidden checked={chosen} onChange={onChoose} />
          </Td>
        )}
        <Td className="font-medium">
          <Link href={`/vehicles/${vehicle.id}`} className="rounded-sm hover:underline">
            {license_plate ?? <span className="font-mono text-xs">{vehicle.id}</span>}
          </Link>
          <span className="block truncate font-normal text-ink-faint text-xs sm:hidden">{custom_name}</span>
        </Td>
        <Td className="hidden sm:table-cell">{custom_name}</Td>
        <Td className="hidden md:table-cell">{[brand, model].filter(Boolean).join(' ')}</Td>
        <Td className="hidden text-ink-soft sm:table-cell">{vehicle.archived_at && <RelativeTime at={vehicle.archived_at} />}</Td>
        <Td>
          <DaysLeftBar vehicle={vehicle} />
        </Td>
        {(may_restore || may_remove) && (
          <Td className="text-right">
            <span className="inline-flex gap-1">
              {may_restore && (
                <Button size="sm" icon={ArchiveRestore} busy={restoring} onClick={onRestore}>
                  {t('Restore')}
                  <span className="sr-only"> {name}</span>
                </Button>
              )}
              {may_remove && (
                <Button size="sm" variant="ghost" className={clsx(may_restore && 'max-sm:hidden!')} onClick={onRemove}>
                  <span>
                    {t('Remove…')}
                    <span className="sr-only"> {name}</span>
                  </span>
                </Button>
              )}
            </span>
          </Td>
        )}
      </Tr>
      {refused && (
        <tr>
          <td colSpan={7} className="border-line border-b px-3 pb-2">
            <Notice tone="danger" urgent>
              <div className="flex items-start justify-between gap-2">
                <div>
                  <p>
                    <span className="font-medium">{t('{vehicle} was not restored.', { vehicle: name })}</span>{' '}
                    {is_unit_conflict
                      ? t('Its unit {unit} serves another vehicle now.', { unit: vehicle.telematics_unit.id })
                      : translate(refused.detail)}
                  </p>
                  {is_unit_conflict && <UnitHolder brand={vehicle.telematics_unit.brand} unit_id={vehicle.telematics_unit.id} />}
                  <Button size="sm" onClick={onOtherUnit} className="my-1">
                    {t('Restore with another unit…')}
                  </Button>
                  <p className="text-xs">{t('Flow id {id}', { id: refused.flow_id })}</p>
                </div>
                <IconButton size="sm" label={t('Dismiss')} icon={X} onClick={onDismiss} />
              </div>
            </Notice>
          </td>
        </tr>
      )}
    </>
  );
}
