'use client';
import { Copyable } from '#components/ui/copyable.tsx';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { UnitFacts } from './unit-facts.ts';

/** Everything by which the vehicle is named; a click copies. */
export const VehicleIdentity = ({ vehicle, unit }: { vehicle: Vehicle; unit: UnitFacts }) => {
  const { license_plate, vin } = vehicle.master_data;
  const entries = [
    { label: 'Licence plate', short: 'Plate', value: license_plate },
    { label: 'VIN', short: 'VIN', value: vin },
    { label: 'vehicle id', short: 'Id', value: vehicle.id },
    { label: unit.unit_id_label, short: unit.unit_id_label, value: vehicle.telematics_unit.id },
  ];
  return (
    <ul aria-label="Identity" className="flex min-w-0 flex-wrap gap-x-4 gap-y-0.5">
      {entries.map(({ label, short, value }) =>
        value ? (
          <li key={label} className="flex min-w-0 items-baseline gap-1">
            <span className="text-ink-faint text-xs">{short}</span>
            <Copyable value={value} label={label} mono />
          </li>
        ) : null,
      )}
    </ul>
  );
};
