'use client';
import { CirclePlus, MapPinned } from 'lucide-react';
import { useState } from 'react';
import { PageHeader } from '#components/shell/page-header.tsx';
import { useTheme } from '#components/shell/use-theme.ts';
import { Empty } from '#components/states/empty.tsx';
import { Part } from '#components/states/part.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Geofence } from '#lib/contract/geofences.ts';
import { DeleteGeofence } from './delete-geofence.tsx';
import { type Draft, draftOf, moveCorner, newDraft, placeCorner, removeCorner } from './draft.ts';
import type { GeofenceActions } from './geofence-actions.ts';
import { GeofenceDetail } from './geofence-detail.tsx';
import { GeofenceForm } from './geofence-form.tsx';
import { GeofenceList } from './geofence-list.tsx';
import { LazyGeofenceMap } from './lazy-geofence-map.tsx';
import { useGeofences } from './use-geofences.ts';

export interface GeofencesPageProps extends GeofenceActions {
  first: readonly Geofence[];
  may_change: boolean;
  /** Where the map begins while there is no geofence: [longitude, latitude]. */
  center: [number, number] | undefined;
}

const city_zoom = 11;

/** Places with a border: a list, a map to draw on, and who is inside. */
export function GeofencesPage({ first, may_change, center, ...actions }: GeofencesPageProps) {
  const { t, count } = useText();
  const theme = useTheme();
  const { geofences, stale, refresh, refreshList } = useGeofences(first);
  const [chosen_id, setChosenId] = useState<string>();
  const [draft, setDraft] = useState<Draft>();
  const [deleting, setDeleting] = useState(false);
  const chosen = geofences.find(({ id }) => id === chosen_id);
  const change = (how: (before: Draft) => Draft) => setDraft((before) => before && how(before));
  const begin = () => {
    setChosenId(undefined);
    setDraft(newDraft('circle'));
  };
  const add = may_change && (
    <Button variant="primary" icon={CirclePlus} onClick={begin}>
      {t('New geofence')}
    </Button>
  );
  const saved = ({ id, name }: Geofence) => {
    setDraft(undefined);
    setChosenId(id);
    notify.done(t('{name} is saved', { name }));
    refresh();
  };
  const panel = () => {
    if (draft)
      return (
        <GeofenceForm
          key={chosen_id ?? ''}
          {...actions}
          geofence={chosen}
          draft={draft}
          onDraft={setDraft}
          onSaved={saved}
          onCancel={() => setDraft(undefined)}
        />
      );
    if (chosen)
      return (
        <GeofenceDetail
          geofence={chosen}
          may_change={may_change}
          leaving={deleting}
          onBack={() => setChosenId(undefined)}
          onEdit={() => setDraft(draftOf(chosen.shape))}
          onDelete={() => setDeleting(true)}
        />
      );
    if (geofences.length > 0) return <GeofenceList geofences={geofences} onChoose={setChosenId} />;
    return (
      <Empty
        icon={MapPinned}
        title={t('No geofences yet')}
        description={t('Draw a depot, a city or a no-go area, and be told when vehicles go in or out.')}
        action={add}
      />
    );
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={t('Geofences')}
        description={geofences.length === 0 ? undefined : count(geofences.length, '{count} geofence', '{count} geofences')}
        actions={!draft && geofences.length > 0 && add}
      />
      {stale && (
        <Notice tone="warning" className="mx-4 mb-3">
          {t('The list could not be read again; what you see may be out of date.')}
        </Notice>
      )}
      <div className="flex min-h-0 flex-1 flex-col border-line border-t lg:flex-row-reverse">
        <section aria-label={t('Map')} className="relative h-72 shrink-0 lg:h-auto lg:min-w-0 lg:flex-1" data-print="never">
          <Part>
            <LazyGeofenceMap
              theme={theme}
              center={center}
              zoom={center && city_zoom}
              geofences={geofences}
              chosen_id={chosen_id}
              draft={draft}
              onChoose={setChosenId}
              onPlace={(position) => change((before) => placeCorner(before, position))}
              onMove={(index, position) => change((before) => moveCorner(before, index, position))}
              onRemove={(index) => change((before) => removeCorner(before, index))}
            />
          </Part>
        </section>
        <div className="min-h-0 overflow-y-auto border-line max-lg:flex-1 max-lg:border-t lg:w-96 lg:border-r">
          <Part>{panel()}</Part>
        </div>
      </div>
      {deleting && chosen && (
        <DeleteGeofence
          {...actions}
          geofence={chosen}
          onClose={() => setDeleting(false)}
          onDeleted={() => {
            setChosenId(undefined);
            // Who is inside is asked no more: there is no inside.
            refreshList();
          }}
        />
      )}
    </div>
  );
}
