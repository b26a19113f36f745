'use client';
import clsx from 'clsx';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { SettleDialog } from '#components/commands/settle-dialog.tsx';
import { EventSheet } from '#components/events/event-sheet.tsx';
import type { FeedPage } from '#components/events/feed.ts';
import { vehicleLabel } from '#components/events/vehicle-label.ts';
import { SetupNotice } from '#components/lifecycle/setup-notice.tsx';
import { Part } from '#components/states/part.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventLogEntry } from '#lib/contract/events.ts';
import { allows, type Permission } from '#lib/domain/access.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { Message } from '#lib/messages/text.ts';
import { ArchivedBanner } from './archived-banner.tsx';
import { CommandPanel } from './command-panel.tsx';
import { CustomFieldsEditor } from './custom-fields-editor.tsx';
import { Details } from './details.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { MasterDataEditor } from './master-data-editor.tsx';
import { NotesPanel } from './notes-panel.tsx';
import { SharingBanner } from './sharing-banner.tsx';
import { permissionsFor } from './sharing-rights.ts';
import { StatePanel } from './state-panel.tsx';
import { SupportStrip } from './support-strip.tsx';
import { type Moment, Timeline } from './timeline.tsx';
import type { UnitFacts } from './unit-facts.ts';
import { useLookAt } from './use-look-at.ts';
import { useVehicleRecord } from './use-vehicle-record.ts';
import type { VehicleActions } from './vehicle-actions.ts';
import { type VehicleDialog, VehicleDialogs } from './vehicle-dialogs.tsx';
import { VehicleHeader } from './vehicle-header.tsx';
import { paceOf, type VehicleRecord } from './vehicle-record.ts';
import { VehicleTrailMap } from './vehicle-trail-map.tsx';

/** Below the fold, and only for those who may see trips. */
const TripsPanel = dynamic(() => import('#components/trips/trips-panel.tsx').then((module) => module.TripsPanel), { ssr: false });

export interface VehiclePageProps {
  initial: VehicleRecord;
  /** First page of the timeline; absent when the person may not read events. */
  timeline?: FeedPage | undefined;
  unit: UnitFacts;
  permissions: readonly Permission[];
  /** User id of the person. */
  me: string;
  /** The fleet that the person works for. */
  fleet_id: string;
  actions: VehicleActions;
}

const phone_tabs = [
  { value: 'overview', label: 'Overview' },
  { value: 'state', label: 'State' },
  { value: 'timeline', label: 'Timeline' },
  { value: 'details', label: 'Details' },
] as const satisfies readonly { value: string; label: Message }[];
type PhoneTab = (typeof phone_tabs)[number]['value'];

/** Everything about one vehicle: two columns on a desk, one part at a time on a phone. */
export function VehiclePage({ initial, timeline, unit, permissions: held, me, fleet_id, actions }: VehiclePageProps) {
  const { t } = useText();
  const permissions = permissionsFor(initial.vehicle, fleet_id, held);
  const own = initial.vehicle.fleet_id === fleet_id;
  const { record, takeVehicle, takeCommands, refresh } = useVehicleRecord(initial, permissions);
  const [tab, setTab] = useState<PhoneTab>('overview');
  const { look_at, setLookAt } = useLookAt();
  const [moment, setMoment] = useState<Moment | undefined>(look_at === undefined ? undefined : { at: look_at });
  const [dialog, setDialog] = useState<VehicleDialog>();
  const [opened, setOpened] = useState<EventLogEntry>();
  const [settling, setSettling] = useState<CommandLogEntry>();
  const lookAt = (at: string) => {
    setLookAt(at);
    setMoment({ at });
  };
  const { vehicle } = record;
  const pace = paceOf(record, unit.pace);
  const label = vehicleLabel(vehicle);
  const may_settle = allows(permissions, 'vehicle-commands');
  const unsettled = useMemo(
    () => new Map(may_settle ? record.commands.filter(({ status }) => status === 'UNKNOWN').map((entry) => [entry.id, entry]) : []),
    [record.commands, may_settle],
  );
  const archived = vehicle.archived_at !== undefined;
  const may_edit = allows(permissions, 'vehicles') && !archived;
  const may_read_events = allows(permissions, 'events-trips.ro');
  const tabs = phone_tabs.filter(({ value }) => value !== 'timeline' || may_read_events);
  const only = (part: PhoneTab) => clsx('min-w-0', part !== tab && 'max-lg:hidden');
  return (
    <div className="flex flex-col gap-3 p-3 lg:px-4">
      <VehicleHeader
        record={record}
        unit={unit}
        pace={pace}
        permissions={permissions}
        own={own}
        actions={actions}
        onVehicle={takeVehicle}
        onOpen={setDialog}
      />
      {vehicle.archived_at && vehicle.deletes_at && (
        <ArchivedBanner
          archived_at={vehicle.archived_at}
          deletes_at={vehicle.deletes_at}
          onRestore={allows(permissions, 'vehicle-lifecycle') ? () => setDialog('restore') : undefined}
        />
      )}
      {vehicle.sharing && !archived && (
        <SharingBanner
          sharing={vehicle.sharing}
          own={own}
          onChange={own && allows(permissions, 'fleet-share') ? () => setDialog('sharing') : undefined}
        />
      )}
      {unit.setup && !archived && <SetupNotice vehicle_id={vehicle.id} initial={unit.setup} changeModel={actions.changeModel} />}
      <Segmented
        label={t('Part of the page')}
        value={tab}
        onChange={setTab}
        segments={tabs.map(({ value, label: name }) => ({ value, label: t(name) }))}
        className="self-start lg:hidden"
      />
      <div className={only('overview')}>
        <Part>
          <SupportStrip record={record} with_commands={may_read_events} />
        </Part>
      </div>
      <div className="grid min-w-0 grid-cols-1 items-start gap-3 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <div className={clsx('flex min-w-0 flex-col gap-3', tab === 'timeline' && 'max-lg:hidden')}>
          <div className={only('overview')}>
            <Part>
              <CommandPanel record={record} label={label} own={own} permissions={permissions} actions={actions} />
            </Part>
          </div>
          {own && (
            <div className={only('overview')}>
              <Part>
                <NotesPanel vehicle_id={vehicle.id} me={me} actions={may_settle ? actions : undefined} />
              </Part>
            </div>
          )}
          <div className={only('state')}>
            <Part>
              <StatePanel vehicle={vehicle} state={record.state} pace={pace} />
            </Part>
          </div>
          {may_read_events && (
            <div className={only('state')}>
              <Part>
                <HistoryPanel
                  vehicle_id={vehicle.id}
                  capabilities={vehicle.capabilities}
                  look_at={look_at}
                  marked_at={moment?.at}
                  onPickTime={lookAt}
                />
              </Part>
            </div>
          )}
          {may_read_events && (
            <div className={only('state')}>
              <Part>
                <TripsPanel vehicle_id={vehicle.id} label={label} />
              </Part>
            </div>
          )}
          <div className={clsx(only('details'), 'flex flex-col gap-3')}>
            {may_edit ? (
              <>
                <Part>
                  <MasterDataEditor vehicle={vehicle} updateMasterData={actions.updateMasterData} onSaved={takeVehicle} />
                </Part>
                <Part>
                  <CustomFieldsEditor vehicle={vehicle} updateCustomFields={actions.updateCustomFields} onSaved={takeVehicle} />
                </Part>
              </>
            ) : (
              <Details vehicle={vehicle} />
            )}
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-3 lg:sticky lg:top-3 lg:h-[calc(100dvh-4.5rem)]">
          <div className={clsx(only('overview'), 'shrink-0 empty:hidden')}>
            <Part>
              <VehicleTrailMap
                record={record}
                with_trail={may_read_events}
                highlighted_at={moment?.at ?? look_at}
                onPickTime={(at) => setMoment({ at })}
                onLive={() => {
                  setLookAt(undefined);
                  setMoment(undefined);
                }}
              />
            </Part>
          </div>
          {may_read_events && (
            <div className={clsx(only('timeline'), 'lg:flex lg:min-h-0 lg:flex-1 lg:flex-col')}>
              <Part>
                <Timeline
                  vehicle_id={vehicle.id}
                  first_page={timeline}
                  moment={moment}
                  onMoment={setMoment}
                  look_at={look_at}
                  onLook={setLookAt}
                  onOpen={setOpened}
                  unsettled={unsettled}
                  onSettle={setSettling}
                />
              </Part>
            </div>
          )}
        </div>
      </div>
      <Part>
        <VehicleDialogs
          open={dialog}
          onClose={() => setDialog(undefined)}
          label={label}
          record={record}
          permissions={permissions}
          actions={actions}
          onVehicle={takeVehicle}
          onChanged={() => void refresh()}
        />
      </Part>
      <EventSheet
        entry={opened}
        label={label}
        onClose={() => setOpened(undefined)}
        onOpen={setOpened}
        onBefore={(at) => {
          setOpened(undefined);
          lookAt(at);
        }}
        marking={may_settle ? { actions, me } : undefined}
      />
      <SettleDialog
        entry={settling}
        label={label}
        resolveCommand={actions.resolveCommand}
        onSettled={(entry) => takeCommands([entry])}
        onClose={() => setSettling(undefined)}
      />
    </div>
  );
}
