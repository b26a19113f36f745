'use client';
import { Archive, Search, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { ListFrame } from '#components/ui/list-frame.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Table, Th } from '#components/ui/table.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { ArchiveActions } from './archive-actions.ts';
import { ArchiveBulk } from './archive-bulk.tsx';
import { ArchiveRow } from './archive-row.tsx';
import { retention_days } from './days-left.ts';
import { type Erasure, ErasureReceipt } from './erasure-receipt.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { type ArchivePage, useArchive } from './use-archive.ts';
import { useSearchText } from './use-search-text.ts';
import { vehicleName } from './vehicle-name.ts';

const ReplaceUnit = dynamic(() => import('#components/vehicle/replace-unit.tsx').then((module) => module.ReplaceUnit));

export interface ArchivePageProps extends ArchiveActions {
  first: { q: string; page: ArchivePage };
  may_restore: boolean;
  may_remove: boolean;
  may_store_credentials: boolean;
  /** Name of who looks, for receipts. */
  person: string;
}

/** Vehicles that left the fleet and can still come back. */
export function ArchivedVehicles({
  first,
  may_restore,
  may_remove,
  may_store_credentials,
  person,
  restoreVehicle,
  restoreVehicles,
  removeVehicle,
  archiveVehicle,
}: ArchivePageProps) {
  const words = useText();
  const { t } = words;
  const { text, setText, q } = useSearchText(first.q);
  const { list, vehicles, refresh } = useArchive(q, first);
  const [restoring, setRestoring] = useState<string>();
  const [refused, setRefused] = useState<{ vehicle_id: string; problem: ProblemBody }>();
  const [removing, setRemoving] = useState<Vehicle>();
  const [replacing, setReplacing] = useState<Vehicle>();
  const [erased, setErased] = useState<Erasure>();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Vehicle>>(new Map());
  const may_act = may_restore || may_remove;
  const choose = (vehicle: Vehicle) =>
    setChosen((before) => {
      const after = new Map(before);
      if (!after.delete(vehicle.id)) after.set(vehicle.id, vehicle);
      return after;
    });

  const archiveAgain = async (vehicle: Vehicle) => {
    const result = await archiveVehicle({ params: { vehicle_id: vehicle.id } });
    if (!result.ok) return notify.problem(result.problem, words);
    notify.done(t('{vehicle} is archived again', { vehicle: vehicleName(vehicle) }));
    void refresh();
  };
  const restore = async (vehicle: Vehicle) => {
    if (restoring) return;
    setRestoring(vehicle.id);
    setRefused(undefined);
    const result = await restoreVehicle({ params: { vehicle_id: vehicle.id } });
    setRestoring(undefined);
    if (!result.ok) return setRefused({ vehicle_id: vehicle.id, problem: result.problem });
    notify.done(t('{vehicle} is back in the fleet', { vehicle: vehicleName(vehicle) }), {
      description: t('It counts as offline until it reports.'),
      action: { label: t('Undo'), onClick: () => void archiveAgain(vehicle) },
    });
    void refresh();
  };

  const all_chosen = vehicles !== undefined && vehicles.length > 0 && vehicles.every(({ id }) => chosen.has(id));
  return (
    <>
      <PageHeader
        title={t('Archive')}
        description={t('Archived vehicles are kept for {days} days, then erased.', { days: retention_days })}
      />
      <div className="px-4 pb-3">
        <Input
          icon={Search}
          type="search"
          aria-label={t('Search the archive')}
          placeholder={t('Plate, name, VIN, model, unit or vehicle id')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="max-w-96"
        />
      </div>
      {erased && (
        <div className="mx-4 mb-3 flex max-w-xl items-start gap-1">
          <div role="alert" className="min-w-0 flex-1">
            <ErasureReceipt erasure={erased} />
          </div>
          <IconButton size="sm" label={t('Dismiss')} icon={X} onClick={() => setErased(undefined)} />
        </div>
      )}
      <ArchiveBulk
        chosen={[...chosen.values()]}
        may_restore={may_restore}
        may_remove={may_remove}
        person={person}
        restoreVehicles={restoreVehicles}
        removeVehicle={removeVehicle}
        onChanged={() => void refresh()}
        onClear={() => setChosen(new Map())}
      />
      {list.isError && !vehicles && (
        <Failed
          title={t('The archive could not be loaded')}
          {...problemOf(list.error)}
          retry={() => void list.refetch()}
          retrying={list.isFetching}
        />
      )}
      {list.isError && vehicles && (
        <Notice tone="warning" className="mx-4 mb-3">
          {t('The archive could not be read again; what you see may be out of date.')}
        </Notice>
      )}
      {list.isPending && <Loading what="archived vehicles" />}
      {vehicles?.length === 0 && (
        <Empty
          icon={Archive}
          title={t(q ? 'No archived vehicle matches' : 'The archive is empty')}
          description={t(
            q
              ? 'The search covers plates, names, VINs, models, unit ids and vehicle ids.'
              : 'Vehicles that are archived from their page appear here and can be restored.',
          )}
          action={q && <Button onClick={() => setText('')}>{t('Clear the search')}</Button>}
        />
      )}
      {vehicles && vehicles.length > 0 && (
        <ListFrame>
          <Table label={t('Archived vehicles')} aria-busy={list.isPlaceholderData}>
            <thead>
              <tr>
                {may_act && (
                  <Th className="w-8">
                    <Checkbox
                      label={t('Choose all shown')}
                      label_hidden
                      checked={all_chosen}
                      indeterminate={chosen.size > 0 && !all_chosen}
                      onChange={() => setChosen(all_chosen ? new Map() : new Map(vehicles.map((vehicle) => [vehicle.id, vehicle])))}
                    />
                  </Th>
                )}
                <Th>{t('Plate')}</Th>
                <Th className="hidden sm:table-cell">{t('Name')}</Th>
                <Th className="hidden md:table-cell">{t('Model')}</Th>
                <Th className="hidden sm:table-cell">{t('event|Archived')}</Th>
                <Th>{t('Kept for')}</Th>
                {may_act && (
                  <Th>
                    <span className="sr-only">{t('Actions')}</span>
                  </Th>
                )}
              </tr>
            </thead>
            <tbody>
              {vehicles.map((vehicle) => (
                <ArchiveRow
                  key={vehicle.id}
                  vehicle={vehicle}
                  may_restore={may_restore}
                  may_remove={may_remove}
                  restoring={restoring === vehicle.id}
                  refused={refused?.vehicle_id === vehicle.id ? refused.problem : undefined}
                  chosen={chosen.has(vehicle.id)}
                  onChoose={() => choose(vehicle)}
                  onRestore={() => void restore(vehicle)}
                  onRemove={() => setRemoving(vehicle)}
                  onOtherUnit={() => setReplacing(vehicle)}
                  onDismiss={() => setRefused(undefined)}
                />
              ))}
            </tbody>
          </Table>
        </ListFrame>
      )}
      {list.hasNextPage && (
        <div className="flex justify-center p-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('Show more')}
          </Button>
        </div>
      )}
      {replacing && (
        <ReplaceUnit
          vehicle={replacing}
          label={vehicleName(replacing)}
          purpose="restore"
          may_store_credentials={may_store_credentials}
          send={(telematics_unit) => restoreVehicle({ params: { vehicle_id: replacing.id }, body: { telematics_unit } })}
          onDone={() => {
            setRefused(undefined);
            void refresh();
          }}
          onClose={() => setReplacing(undefined)}
        />
      )}
      {removing && (
        <RemoveDialog
          vehicle={removing}
          removeVehicle={removeVehicle}
          onClose={() => setRemoving(undefined)}
          onRemoved={(vehicle) => {
            setErased({ vehicle_ids: [vehicle.id], erased_at: new Date().toISOString(), erased_by: person });
            setChosen((before) => new Map([...before].filter(([id]) => id !== vehicle.id)));
            void refresh();
          }}
        />
      )}
    </>
  );
}
