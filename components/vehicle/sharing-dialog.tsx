'use client';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { ProblemWords } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Select } from '#components/ui/select.tsx';
import { notify } from '#components/ui/toast.tsx';
import type { ActionResult } from '#lib/client/action-result.ts';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { fromWallTime, toWallTime } from '#lib/display/zoned-time.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { VehicleActions } from './vehicle-actions.ts';

export interface SharingDialogProps {
  vehicle: Vehicle;
  label: string;
  actions: Pick<VehicleActions, 'shareVehicle' | 'changeSharing' | 'endSharing'>;
  onVehicle: (vehicle: Vehicle) => void;
  onChanged: () => void;
  onClose: () => void;
}

/** Gives the vehicle to a partner fleet for a time, changes when that ends, or ends it. */
export function SharingDialog({ vehicle, label, actions, onVehicle, onChanged, onClose }: SharingDialogProps) {
  const { t } = useText();
  const { time_zone } = useClock();
  const { sharing } = vehicle;
  const params = { vehicle_id: vehicle.id };
  const [partner, setPartner] = useState('');
  const [end, setEnd] = useState(sharing?.ends_at ? toWallTime(Date.parse(sharing.ends_at), time_zone) : '');
  const [problem, setProblem] = useState<ProblemBody>();
  const [busy, setBusy] = useState<'save' | 'end'>();
  const partners = useQuery({
    queryKey: ['listSharingPartners', {}],
    queryFn: ({ signal }) => call('listSharingPartners', {}, signal),
    enabled: !sharing,
  });
  const chosen = partner || partners.data?.items[0]?.fleet_id;
  const act = async (kind: 'save' | 'end', send: () => Promise<ActionResult<Vehicle | undefined>>, done: string) => {
    if (busy) return;
    setBusy(kind);
    setProblem(undefined);
    const result = await send();
    setBusy(undefined);
    if (!result.ok) return setProblem(result.problem);
    if (result.data) onVehicle(result.data);
    notify.done(done);
    onChanged();
    onClose();
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const end_ms = end === '' ? undefined : fromWallTime(end, time_zone);
    const ends_at = end_ms === undefined ? undefined : new Date(end_ms).toISOString();
    if (sharing) void act('save', () => actions.changeSharing({ params, body: { ends_at: ends_at ?? null } }), t('Sharing changed'));
    else if (chosen)
      void act(
        'save',
        () => actions.shareVehicle({ params, body: { fleet_id: chosen, ...(ends_at && { ends_at }) } }),
        t('{vehicle} is shared', { vehicle: label }),
      );
  };
  const none = partners.data?.items.length === 0;
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={sharing ? t('Sharing of {vehicle}', { vehicle: label }) : t('Share {vehicle}', { vehicle: label })}
      description={t('The partner fleet sees and commands the vehicle meanwhile. Your fleet edits it and cannot command it.')}
    >
      <form onSubmit={save} className="flex flex-col gap-4">
        {partners.isError && <Failed {...problemOf(partners.error)} retry={() => void partners.refetch()} />}
        {!sharing && partners.isPending && <Loading what="fleets" form="panel" rows={1} className="px-0!" />}
        {none && <Notice tone="neutral">{t('There is no partner fleet. Both fleets name each other in their settings first.')}</Notice>}
        {sharing ? (
          <p>{t('Shared with {fleet}', { fleet: sharing.partner.name })}</p>
        ) : (
          (partners.data?.items.length ?? 0) > 0 && (
            <Field label={t('Partner fleet')} required>
              <Select
                value={chosen ?? ''}
                options={(partners.data?.items ?? []).map(({ fleet_id, name }) => ({ value: fleet_id, label: name }))}
                onChange={(event) => setPartner(event.target.value)}
              />
            </Field>
          )
        )}
        {!none && (
          <Field label={t('Ends at ({zone})', { zone: time_zone })} hint={t('Empty: it ends when you end it.')}>
            <Input type="datetime-local" value={end} onChange={(event) => setEnd(event.target.value)} />
          </Field>
        )}
        {problem && (
          <Notice tone="danger" urgent>
            <ProblemWords problem={problem} />
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          {sharing && (
            <Button
              variant="danger"
              busy={busy === 'end'}
              onClick={() => void act('end', () => actions.endSharing({ params }), t('The sharing has ended'))}
            >
              {t('End now')}
            </Button>
          )}
          <Button type="submit" variant="primary" busy={busy === 'save'} disabled={!sharing && !chosen}>
            {sharing ? t('Save') : t('Share')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
