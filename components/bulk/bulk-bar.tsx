'use client';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { allows, type Permission } from '#lib/domain/access.ts';
import { max_plan_vehicles } from '#lib/domain/command-plan.ts';
import type { Message } from '#lib/messages/text.ts';
import type { BulkActions, MarkedVehicle } from './bulk-actions.ts';
import type { BulkKind } from './bulk-change.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { PlanDialog } from './plan-dialog.tsx';

export interface BulkBarProps {
  vehicles: readonly MarkedVehicle[];
  /** Marked ones that the list does not show now. */
  outside: number;
  permissions: readonly Permission[];
  actions: BulkActions;
  onClear: () => void;
}

type Act = 'command' | BulkKind;

const acts: { act: Act; label: Message; permission: Permission }[] = [
  { act: 'command', label: 'Command…', permission: 'vehicle-commands' },
  { act: 'tags', label: 'Tags…', permission: 'vehicles' },
  { act: 'fields', label: 'Custom fields…', permission: 'vehicles' },
  { act: 'status', label: 'Operation status…', permission: 'vehicles' },
  { act: 'archive', label: 'Archive…', permission: 'vehicle-lifecycle' },
];

/** What can be done with the marked vehicles. A dialog keeps the vehicles it was opened for, whatever is marked meanwhile. */
export function BulkBar({ vehicles, outside, permissions, actions, onClear }: BulkBarProps) {
  const { t, count } = useText();
  const [open, setOpen] = useState<{ act: Act; vehicles: readonly MarkedVehicle[] }>();
  const close = () => setOpen(undefined);
  const too_many = vehicles.length > max_plan_vehicles;
  return (
    <>
      {vehicles.length > 0 && (
        <section
          aria-label={t('Bulk actions')}
          className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b bg-selected px-3 py-1.5"
        >
          <p role="status" className="font-medium text-sm tabular-nums">
            {count(vehicles.length, '1 selected', '{count} selected')}
            {outside > 0 && (
              <span className="ml-2 font-normal text-ink-soft">{t('{count} of them not in the list', { count: outside })}</span>
            )}
          </p>
          {too_many ? (
            <p className="text-sm text-warning-ink">{t('At most {limit} vehicles at once.', { limit: max_plan_vehicles })}</p>
          ) : (
            <div className="flex gap-1.5 max-sm:order-last max-sm:-mx-3 max-sm:w-screen max-sm:overflow-x-auto max-sm:px-3 sm:flex-wrap">
              {acts
                .filter(({ permission }) => allows(permissions, permission))
                .map(({ act, label }) => (
                  <Button key={act} size="sm" onClick={() => setOpen({ act, vehicles })}>
                    {t(label)}
                  </Button>
                ))}
            </div>
          )}
          <IconButton label={t('Clear selection')} icon={X} size="sm" variant="ghost" onClick={onClear} className="ml-auto" />
        </section>
      )}
      {open?.act === 'command' && <PlanDialog vehicles={open.vehicles} permissions={permissions} actions={actions} onClose={close} />}
      {open && open.act !== 'command' && <ChangeDialog kind={open.act} vehicles={open.vehicles} actions={actions} onClose={close} />}
    </>
  );
}
