'use client';
import { type FormEvent, useId, useState } from 'react';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { notify } from '#components/ui/toast.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { NotificationSubscription } from '#lib/contract/notifications.ts';
import { ChannelFields } from './channel-fields.tsx';
import { MatterPicker } from './matter-picker.tsx';
import type { NotificationActions } from './notification-actions.ts';
import { PaceFields } from './pace-fields.tsx';
import { bodyOf, draftOf, type SubscriptionDraft, whatIsMissing } from './subscription-draft.ts';
import { VehicleChoice } from './vehicle-choice.tsx';

export interface SubscriptionSheetProps
  extends Pick<NotificationActions, 'createNotificationSubscription' | 'updateNotificationSubscription'> {
  /** Absent: a new one is made. */
  subscription?: NotificationSubscription | undefined;
  /** Of whoever fills it in. */
  own_id: string;
  sends_mail: boolean;
  onClose: () => void;
  onSaved: () => void;
}

/** What is told, of which vehicles, to whom, and when. */
export function SubscriptionSheet({ subscription, own_id, sends_mail, onClose, onSaved, ...actions }: SubscriptionSheetProps) {
  const { t, language } = useText();
  const form = useId();
  const [draft, setDraft] = useState(() => draftOf(subscription, own_id));
  const [judged, setJudged] = useState(false);
  const { busy, problem, act } = useAct();
  const change = (changes: Partial<SubscriptionDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const missing = whatIsMissing(draft);
  const errors = problemFields(problem);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setJudged(true);
    if (missing.name || missing.matter || missing.channel) return;
    const body = bodyOf(draft, own_id, subscription?.language ?? language);
    const saved = () => {
      notify.done(t('{name} is saved', { name: body.name }));
      onSaved();
      onClose();
    };
    if (!subscription) return void act(() => actions.createNotificationSubscription({ body }), saved);
    void act(() => actions.updateNotificationSubscription({ params: { subscription_id: subscription.id }, body }), saved);
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={subscription ? t('Edit {name}', { name: subscription.name }) : t('Add notification')}
      description={t('What happens from now on is told.')}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {subscription ? t('Save') : t('Add notification')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate autoComplete="off" onSubmit={submit} className="flex flex-col gap-5">
        <Field label={t('Name')} required error={judged && missing.name ? t('Give it a name.') : errors.name}>
          <Input value={draft.name} maxLength={100} autoFocus onChange={(event) => change({ name: event.target.value })} />
        </Field>
        <MatterPicker draft={draft} onChange={change} missing={judged && missing.matter} />
        <VehicleChoice chosen={draft.vehicles} onChange={(vehicles) => change({ vehicles })} />
        <ChannelFields draft={draft} onChange={change} sends_mail={sends_mail} missing={judged && missing.channel} errors={errors} />
        <PaceFields draft={draft} onChange={change} />
        <ProblemNote problem={problem} />
      </form>
    </Sheet>
  );
}
