'use client';
import { type FormEvent, useState } from 'react';
import type { TimeZoneOption } from '#components/auth/time-zones.ts';
import type { Action } from '#components/lifecycle/lifecycle-actions.ts';
import { useAct } from '#components/people/use-act.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { FleetSettings } from '#lib/contract/fleet-settings.ts';
import { changesOf } from './settings-changes.ts';
import { type SettingsBrand, SettingsFields } from './settings-fields.tsx';

export interface SettingsPageProps {
  fleet_id: string;
  settings: FleetSettings;
  time_zones: readonly TimeZoneOption[];
  brands: readonly SettingsBrand[];
  may_change: boolean;
  updateFleetSettings: Action<'updateFleetSettings'>;
}

/** Name, time zone, retention and rules of the fleet; what was changed is saved together. */
export function SettingsPage({ fleet_id, settings, time_zones, brands, may_change, updateFleetSettings }: SettingsPageProps) {
  const { t, count } = useText();
  const [saved, setSaved] = useState(settings);
  const [draft, setDraft] = useState(settings);
  const { busy, problem, act } = useAct();
  const changes = changesOf(saved, draft);
  const changed = Object.keys(changes).length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed === 0) return;
    void act(
      () => updateFleetSettings({ body: changes }),
      (now) => {
        setSaved(now);
        setDraft(now);
        notify.done(t('Fleet settings saved'));
      },
    );
  };
  return (
    <form noValidate autoComplete="off" onSubmit={submit} className="pb-20">
      <PageHeader title={t('Fleet settings')} description={may_change ? undefined : t('You may read them, not change them.')} />
      <SettingsFields
        fleet_id={fleet_id}
        draft={draft}
        onChange={setDraft}
        time_zones={time_zones}
        brands={brands}
        may_change={may_change}
      />
      <div className="max-w-3xl px-4 pt-3">
        <ProblemNote problem={problem} />
      </div>
      {may_change && changed > 0 && (
        <div className="sticky bottom-0 mt-3 flex items-center justify-end gap-3 border-line border-t bg-surface px-4 py-3">
          <span role="status" className="text-ink-soft text-sm">
            {count(changed, '{count} changed', '{count} changed')}
          </span>
          <Button onClick={() => setDraft(saved)}>{t('Discard')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('Save')}
          </Button>
        </div>
      )}
    </form>
  );
}
