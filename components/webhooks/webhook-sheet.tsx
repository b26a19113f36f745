'use client';
import { type FormEvent, useId, useState } from 'react';
import { type EventKind, event_kind_texts, event_kinds } from '#components/events/event-kinds.ts';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { notify } from '#components/ui/toast.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Webhook } from '#lib/contract/webhooks.ts';
import type { WebhookActions } from './webhook-actions.ts';
import { kindsOfWebhook, typesOfKinds } from './webhook-kinds.ts';
import { WebhookSecret } from './webhook-secret.tsx';

export interface WebhookSheetProps extends Pick<WebhookActions, 'createWebhook' | 'updateWebhook'> {
  /** Absent: a new one is made. */
  webhook?: Webhook | undefined;
  onClose: () => void;
  onSaved: () => void;
}

/** Name, address and kinds of events. A new one then shows its secret, once. */
export function WebhookSheet({ webhook, createWebhook, updateWebhook, onClose, onSaved }: WebhookSheetProps) {
  const { t } = useText();
  const form = useId();
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState(webhook?.url ?? '');
  const chosen = webhook ? kindsOfWebhook(webhook) : [...event_kinds];
  const [kinds, setKinds] = useState<readonly EventKind[] | undefined>(chosen);
  const [judged, setJudged] = useState(false);
  const [secret, setSecret] = useState<string>();
  const { busy, problem, act } = useAct();
  const complete = name.trim() !== '' && url.trim() !== '' && kinds?.length !== 0;
  const toggle = (kind: EventKind) =>
    setKinds((before = []) => event_kinds.filter((one) => (one === kind ? !before.includes(one) : before.includes(one))));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setJudged(true);
    if (!complete) return;
    const body = { name: name.trim(), url: url.trim(), ...(kinds && { topics: [], event_types: typesOfKinds(kinds) }) };
    if (!webhook)
      return void act(
        () => createWebhook({ body }),
        (made) => {
          setSecret(made.secret);
          onSaved();
        },
      );
    void act(
      () => updateWebhook({ params: { webhook_id: webhook.id }, body }),
      () => {
        notify.done(t('{name} is saved', { name: body.name }));
        onSaved();
        onClose();
      },
    );
  };

  if (secret) return <WebhookSecret name={name.trim()} secret={secret} onClose={onClose} />;
  const errors = problemFields(problem);
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={webhook ? t('Edit {name}', { name: webhook.name }) : t('Add webhook')}
      description={t('What happens from now on is posted; what happened before is not.')}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {webhook ? t('Save') : t('Add webhook')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate autoComplete="off" onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('Name')} required error={judged && name.trim() === '' ? t('Give it a name.') : errors.name}>
          <Input value={name} maxLength={100} autoFocus onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field
          label={t('Address')}
          required
          hint={t('A name of the internet by https, on port 443 or 8443.')}
          error={judged && url.trim() === '' ? t('Write the address that events are posted to.') : errors.url}
        >
          <Input type="url" value={url} maxLength={2000} onChange={(event) => setUrl(event.target.value)} />
        </Field>
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1 font-medium text-sm">{t('Events')}</legend>
          {!kinds && <Notice tone="neutral">{t('A program chose single types of events. Choosing kinds here replaces them.')}</Notice>}
          {event_kinds.map((kind) => (
            <Checkbox
              key={kind}
              checked={kinds?.includes(kind) ?? false}
              onChange={() => toggle(kind)}
              label={
                <>
                  {t(event_kind_texts[kind].label)} <span className="text-ink-faint text-xs">{t(event_kind_texts[kind].hint)}</span>
                </>
              }
            />
          ))}
          {judged && kinds?.length === 0 && (
            <p role="alert" className="text-danger-ink text-xs">
              {t('Choose at least one kind.')}
            </p>
          )}
        </fieldset>
        <ProblemNote problem={problem} />
      </form>
    </Sheet>
  );
}
