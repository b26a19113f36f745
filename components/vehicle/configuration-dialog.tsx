'use client';
import { useQuery } from '@tanstack/react-query';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { call } from '#lib/client/api.ts';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { ConfigurationFeature } from './configuration-feature.tsx';
import type { VehicleActions } from './vehicle-actions.ts';

export interface ConfigurationDialogProps {
  vehicle_id: string;
  label: string;
  /** Absent for people who may only read, and for archived vehicles. */
  configureUnit?: VehicleActions['configureUnit'] | undefined;
  onClose: () => void;
}

const pending_interval_ms = 5_000;

/** What the unit is set up to do, feature by feature, and whether it has taken it. */
export function ConfigurationDialog({ vehicle_id, label, configureUnit, onClose }: ConfigurationDialogProps) {
  const { t } = useText();
  const params = { vehicle_id };
  const features = useQuery({
    queryKey: ['listConfigurations', { params }],
    queryFn: ({ signal }) => call('listConfigurations', { params }, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === 'PENDING') ? pending_interval_ms : false),
  });
  const { refetch } = features;
  useLiveEvents(() => void refetch(), { vehicle_id, types: ['VehicleChanged'] });
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      width="lg"
      title={t('Configuration of {vehicle}', { vehicle: label })}
      description={t('What its telematics unit is set up to do. The unit takes a change when it is connected.')}
    >
      {features.isError && !features.data && (
        <Failed title={t('The configuration could not be loaded')} {...problemOf(features.error)} retry={() => void refetch()} />
      )}
      {features.isPending && <Loading what="configuration" form="panel" rows={5} className="px-0!" />}
      {features.data?.items.length === 0 && <Empty title={t('This unit has nothing to configure from here')} />}
      <div className="flex flex-col gap-3">
        {features.data?.items.map((stored) => (
          <ConfigurationFeature
            key={`${stored.feature} ${JSON.stringify(stored.configuration)}`}
            vehicle_id={vehicle_id}
            stored={stored}
            configureUnit={configureUnit}
            onSaved={() => void refetch()}
          />
        ))}
      </div>
    </Dialog>
  );
}
