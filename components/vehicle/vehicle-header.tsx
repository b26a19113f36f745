'use client';
import { Braces, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { vehicleLabel } from '#components/events/vehicle-label.ts';
import { Button } from '#components/ui/button.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { life_statuses, operation_statuses, rental_statuses, vehicle_types } from '#lib/display.ts';
import { allows, type Permission } from '#lib/domain/access.ts';
import type { Pace } from '#lib/domain/freshness.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { Text } from '#lib/messages/text.ts';
import { ContactFreshness } from './contact-freshness.tsx';
import { EvidenceNote } from './evidence-note.tsx';
import { StatusChip, StatusMenu } from './status-menu.tsx';
import { TagsEditor } from './tags-editor.tsx';
import type { UnitFacts } from './unit-facts.ts';
import type { VehicleActions } from './vehicle-actions.ts';
import type { VehicleDialog } from './vehicle-dialogs.tsx';
import { VehicleIdentity } from './vehicle-identity.tsx';
import { VehicleMenu } from './vehicle-menu.tsx';
import type { VehicleRecord } from './vehicle-record.ts';

export interface VehicleHeaderProps {
  record: VehicleRecord;
  unit: UnitFacts;
  pace: Pace;
  permissions: readonly Permission[];
  actions: VehicleActions;
  onVehicle: (vehicle: Vehicle) => void;
  onOpen: (dialog: VehicleDialog) => void;
  own: boolean;
}

const modelText = ({ master_data }: Vehicle, { t }: Text): string =>
  [
    [master_data.brand, master_data.model].filter(Boolean).join(' '),
    master_data.year_of_production,
    master_data.vehicle_type && t(vehicle_types[master_data.vehicle_type].label),
    master_data.license_plate && master_data.custom_name,
  ]
    .filter(Boolean)
    .join(' · ');

/** Which vehicle this is, how it stands, and what can be done with it as a whole. */
export function VehicleHeader({ record, unit, pace, permissions, own, actions, onVehicle, onOpen }: VehicleHeaderProps) {
  const text = useText();
  const { t } = text;
  const { vehicle } = record;
  const label = vehicleLabel(vehicle);
  const params = { vehicle_id: vehicle.id };
  const archived = vehicle.archived_at !== undefined;
  const may_edit = allows(permissions, 'vehicles') && !archived;
  return (
    <header className="flex flex-col gap-1.5">
      <nav aria-label={t('Path')} className="flex items-center gap-1 text-ink-faint text-xs">
        <Link href={archived ? '/archive' : '/fleet'} className="rounded-sm hover:text-ink hover:underline">
          {t(archived ? 'Archive' : 'Fleet')}
        </Link>
        <ChevronRight aria-hidden size={12} />
      </nav>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 truncate font-semibold text-xl">{label}</h1>
        <p className="min-w-0 truncate text-ink-soft max-sm:order-2 max-sm:basis-full">{modelText(vehicle, text)}</p>
        <div className="flex flex-wrap items-center gap-1.5 max-sm:order-2">
          <StatusChip name={t('Life status')} status={life_statuses[vehicle.life_status.value]} />
          {!archived && <ContactFreshness vehicle={vehicle} pace={pace} />}
          {may_edit ? (
            <>
              <StatusMenu
                name={t('Operation status')}
                value={vehicle.operation_status.value}
                statuses={operation_statuses}
                save={(value) => actions.setOperationStatus({ params, body: { value } })}
                onSaved={onVehicle}
              />
              <StatusMenu
                name={t('Rental status')}
                value={vehicle.rental_status.value}
                statuses={rental_statuses}
                save={(value) => actions.setRentalStatus({ params, body: { value } })}
                onSaved={onVehicle}
              />
            </>
          ) : (
            <>
              <StatusChip name={t('Operation status')} status={operation_statuses[vehicle.operation_status.value]} />
              <StatusChip name={t('Rental status')} status={rental_statuses[vehicle.rental_status.value]} />
            </>
          )}
        </div>
        <div className="ml-auto flex items-center gap-1.5 max-sm:order-1">
          <Button size="sm" className="max-sm:hidden" onClick={() => onOpen('raw')}>
            <Braces aria-hidden size={14} /> {t('Raw data')}
          </Button>
          <VehicleMenu vehicle={vehicle} has_password={unit.has_password} permissions={permissions} own={own} onOpen={onOpen} />
        </div>
      </div>
      <VehicleIdentity vehicle={vehicle} unit={unit} />
      <TagsEditor vehicle={vehicle} setTags={may_edit ? actions.setTags : undefined} onSaved={onVehicle} />
      <EvidenceNote evidence={unit.evidence} />
    </header>
  );
}
