'use client';
import { useQuery } from '@tanstack/react-query';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { UnitDialog, type UnitDialogProps } from '#components/lifecycle/unit-dialog.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { notify } from '#components/ui/toast.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Vehicle } from '#lib/domain/vehicle.ts';

export interface ReplaceUnitProps {
  vehicle: Vehicle;
  label: string;
  /** `password`: the same unit with another password. `restore`: out of the archive with another unit. */
  purpose: 'unit' | 'password' | 'restore';
  may_store_credentials: boolean;
  send: UnitDialogProps['send'];
  onDone: (vehicle: Vehicle) => void;
  onClose: () => void;
}

const texts = {
  unit: {
    title: 'Replace the unit of {vehicle}',
    description: 'The vehicle keeps its id and its history; its former unit is free at once.',
    submit: 'Replace unit',
    done: '{vehicle} has another unit',
    first_step: 'unit',
  },
  password: {
    title: 'Replace the unit password of {vehicle}',
    description: 'Name the password that the unit has, and, to change it in the unit, a new one.',
    submit: 'Replace password',
    done: 'The unit password of {vehicle} is replaced',
    first_step: 'credentials',
  },
  restore: {
    title: 'Restore {vehicle} with another unit',
    description: 'Its former unit serves another vehicle or cannot be reached any more.',
    submit: 'Restore vehicle',
    done: '{vehicle} is back in the fleet',
    first_step: 'unit',
  },
} as const;

/** Asks for a unit, starting from what the vehicle has. */
export function ReplaceUnit({ vehicle, label, purpose, may_store_credentials, send, onDone, onClose }: ReplaceUnitProps) {
  const { t } = useText();
  const params = { vehicle_id: vehicle.id };
  const { title, description, submit, done, first_step } = texts[purpose];
  const present = useQuery({
    queryKey: ['getTelematicsUnit', { params, with_setup: true }],
    queryFn: async ({ signal }) => {
      const [unit, setup] = await Promise.all([
        call('getTelematicsUnit', { params }, signal),
        call('getUnitSetup', { params }, signal).catch(() => undefined),
      ]);
      return { unit, setup };
    },
    staleTime: 0,
  });
  if (!present.data)
    return (
      <Dialog open onOpenChange={(next) => !next && onClose()} title={t(title, { vehicle: label })}>
        {present.isError ? (
          <Failed {...problemOf(present.error)} retry={() => void present.refetch()} />
        ) : (
          <Loading what="unit" form="panel" rows={3} />
        )}
      </Dialog>
    );
  const { unit, setup } = present.data;
  return (
    <UnitDialog
      title={t(title, { vehicle: label })}
      description={t(description)}
      submit_label={t(submit)}
      first_step={first_step}
      start={{
        brand: unit.brand,
        credentials_id: unit.credentials_id ?? '',
        ...(purpose === 'password' && { unit_id: unit.id }),
        ...(setup && { model_id: setup.vehicle_model_id, extensions: setup.extensions ?? [] }),
      }}
      may_store_credentials={may_store_credentials}
      send={send}
      onDone={(changed) => {
        notify.done(t(done, { vehicle: label }));
        onDone(changed);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
