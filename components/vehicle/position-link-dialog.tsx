'use client';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { ProblemWords } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import { notify } from '#components/ui/toast.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { NewPositionLink } from '#lib/contract/desk.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { VehicleActions } from './vehicle-actions.ts';

export interface PositionLinkDialogProps {
  vehicle_id: string;
  label: string;
  actions: Pick<VehicleActions, 'createPositionLink' | 'deletePositionLink'>;
  onClose: () => void;
}

const hours = [1, 4, 12, 24, 72] as const;

/** Makes a link that shows where the vehicle is to people without an account, and takes such links back. */
export function PositionLinkDialog({ vehicle_id, label, actions, onClose }: PositionLinkDialogProps) {
  const text = useText();
  const { t, count } = text;
  const params = { vehicle_id };
  const [expires_in_hours, setHours] = useState('4');
  const [made, setMade] = useState<NewPositionLink>();
  const [problem, setProblem] = useState<ProblemBody>();
  const [busy, setBusy] = useState<string>();
  const links = useQuery({
    queryKey: ['listPositionLinks', { params }],
    queryFn: ({ signal }) => call('listPositionLinks', { params }, signal),
    staleTime: 0,
  });
  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy('create');
    setProblem(undefined);
    const result = await actions.createPositionLink({ params, body: { expires_in_hours: Number(expires_in_hours) } });
    setBusy(undefined);
    if (!result.ok) return setProblem(result.problem);
    setMade(result.data);
    void links.refetch();
  };
  const revoke = async (link_id: string) => {
    setBusy(link_id);
    const result = await actions.deletePositionLink({ params: { link_id } });
    setBusy(undefined);
    if (!result.ok) return notify.problem(result.problem, text);
    if (made?.id === link_id) setMade(undefined);
    void links.refetch();
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t('Share the position of {vehicle}', { vehicle: label })}
      description={t('Whoever has the link sees plate or name and where the vehicle is, nothing else, until it ends or is revoked.')}
    >
      <div className="flex flex-col gap-4">
        <form onSubmit={(event) => void create(event)} className="flex items-end gap-2">
          <Field label={t('Valid for')} optional_mark={false} className="w-40">
            <Select
              value={expires_in_hours}
              options={hours.map((value) => ({ value: String(value), label: count(value, '{count} hour', '{count} hours') }))}
              onChange={(event) => setHours(event.target.value)}
            />
          </Field>
          <Button type="submit" variant="primary" busy={busy === 'create'}>
            {t('Make a link')}
          </Button>
        </form>
        {problem && (
          <Notice tone="danger" urgent>
            <ProblemWords problem={problem} />
          </Notice>
        )}
        {made && (
          <Notice tone="ok" urgent>
            <p>{t('Copy the link now; it is not shown again.')}</p>
            <Copyable value={made.url} label={t('link')} mono />
          </Notice>
        )}
        <section aria-label={t('Links that work')}>
          <h3 className="mb-1 font-medium text-ink-faint text-xs">{t('Links that work')}</h3>
          {links.isError && <Failed {...problemOf(links.error)} retry={() => void links.refetch()} />}
          {links.isPending && <Loading what="links" form="panel" rows={2} className="px-0!" />}
          {links.data?.items.length === 0 && <p className="text-ink-faint">{t('None.')}</p>}
          <ul className="divide-y divide-line">
            {links.data?.items.map(({ id, created_at, created_by, expires_at }) => (
              <li key={id} className="flex min-h-9 items-center gap-2 py-1">
                <p className="min-w-0 flex-1">
                  {created_by.name}, <RelativeTime at={created_at} focusable />
                  <span className="block text-ink-faint text-xs">
                    {t('ends')} <RelativeTime at={expires_at} focusable />
                  </span>
                </p>
                <Button size="sm" busy={busy === id} onClick={() => void revoke(id)}>
                  {t('Revoke')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}
