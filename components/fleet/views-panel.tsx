'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Input } from '#components/ui/input.tsx';
import type { FleetQuery } from '#lib/client/fleet-query.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { SavedView } from '#lib/contract/saved-views.ts';
import type { SavedViewActions } from './saved-view-actions.ts';
import { SavedViewRow } from './saved-view-row.tsx';
import { appliedView, isChanged, viewQuery } from './saved-views.ts';
import { type SavedViewsOptions, useSavedViews } from './use-saved-views.ts';

export interface ViewsPanelProps extends SavedViewsOptions {
  views: readonly SavedView[];
  query: FleetQuery;
  /** What the map shows; nothing while there is no map. */
  mapPlace: () => FleetQuery['place'];
  may_share: boolean;
  actions: SavedViewActions;
  onQuery: (query: Partial<FleetQuery>) => void;
}

/** The saved views, and a form that saves what is shown as another. */
export const ViewsPanel = ({ views, query, mapPlace, may_share, actions, onViews, onQuery }: ViewsPanelProps) => {
  const { t } = useText();
  const { save, change, remove, copyLink } = useSavedViews({ actions, onViews });
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || name.trim() === '') return;
    setBusy(true);
    const view = await save({ name: name.trim(), query: viewQuery(query, mapPlace()), shared });
    setBusy(false);
    if (!view) return;
    setName('');
    setShared(false);
    onQuery({ saved: view.id });
  };
  const rowOf = (view: SavedView) => (
    <SavedViewRow
      key={view.id}
      view={view}
      current={view.id === query.saved}
      changed={view.id === query.saved && isChanged(query, view)}
      may_share={may_share}
      onApply={() => onQuery(appliedView(view))}
      onUpdate={() => void change(view, { query: viewQuery(query, mapPlace()) })}
      onRename={(next) => void change(view, { name: next })}
      onShare={(next) => void change(view, { shared: next })}
      onPrefer={(next) => void change(view, { is_default: next })}
      onCopyLink={() => void copyLink(view)}
      onDelete={async () => {
        if ((await remove(view)) && view.id === query.saved) onQuery({ saved: undefined });
      }}
    />
  );
  return (
    <div className="flex flex-col gap-2">
      {views.length === 0 ? (
        <p className="px-1.5 py-1 text-ink-soft">{t('A view keeps filter, sort, columns and the place of the map.')}</p>
      ) : (
        <div className="max-h-80 overflow-y-auto">{views.map(rowOf)}</div>
      )}
      <form onSubmit={submit} className="flex flex-col gap-2 border-line border-t pt-2">
        <div className="flex items-center gap-1.5">
          <Input
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
            placeholder={t('Save what is shown as…')}
            aria-label={t('Name of the new view')}
          />
          <Button type="submit" variant="primary" busy={busy} disabled={name.trim() === ''}>
            {t('Save')}
          </Button>
        </div>
        {may_share && <Checkbox label={t('Share with the fleet')} checked={shared} onChange={(event) => setShared(event.target.checked)} />}
      </form>
    </div>
  );
};
