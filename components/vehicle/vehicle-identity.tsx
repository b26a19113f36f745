'use client';
import { Copyable } from '#components/ui/copyable.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { UnitFacts } from './unit-facts.ts';

/** Everything by which the vehicle is named; a click copies. */
export const VehicleIdentity = ({ vehicle, unit }: { vehicle: Vehicle; unit: UnitFacts }) => {
  const { t, translate } = useText();
  const { license_plate, vin } = vehicle.master_data;
  const unit_id_label = translate(unit.unit_id_label);
  const entries = [
    { label: t('Licence plate'), short: t('Plate'), value: license_plate },
    { label: t('VIN'), short: t('VIN'), value: vin },
    { label: t('vehicle id'), short: t('Id'), value: vehicle.id },
    // A unit that is built in has the vehicle's own number.
    { label: unit_id_label, short: unit_id_label, value: vehicle.telematics_unit.id === vin ? undefined : vehicle.telematics_unit.id },
  ];
  return (
    <ul aria-label={t('Identity')} className="flex min-w-0 flex-wrap gap-x-4 gap-y-0.5">
      {entries.map(({ label, short, value }) =>
        value ? (
          <li key={`${label} ${value}`} className="flex min-w-0 items-baseline gap-1">
            <span className="text-ink-faint text-xs">{short}</span>
            <Copyable value={value} label={label} mono />
          </li>
        ) : null,
      )}
    </ul>
  );
};
