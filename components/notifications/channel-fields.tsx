'use client';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { InboxReaders, SubscriptionDraft } from './subscription-draft.ts';

export interface ChannelFieldsProps {
  draft: SubscriptionDraft;
  onChange: (changes: Partial<SubscriptionDraft>) => void;
  sends_mail: boolean;
  missing: boolean;
  errors: Record<string, string>;
}

/** Who is told, and where. */
export function ChannelFields({ draft, onChange, sends_mail, missing, errors }: ChannelFieldsProps) {
  const { t } = useText();
  const { addresses, chat_url, inbox } = draft;
  const address_error = errors.addresses ?? Object.entries(errors).find(([field]) => /^\d+$/.test(field))?.[1];
  const readers = [
    { value: 'me', label: t('Only me') },
    { value: 'everybody', label: t('Everybody who may see it') },
    ...(inbox === 'others' ? [{ value: 'others', label: t('Chosen people') }] : []),
    { value: 'none', label: t('Nobody') },
  ];
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 font-medium text-sm">{t('Tell whom')}</legend>
      <Field label={t('By mail')} hint={t('Addresses, one to a line or set apart by commas.')} error={address_error}>
        <Textarea rows={2} value={addresses} onChange={(event) => onChange({ addresses: event.target.value })} />
      </Field>
      {!sends_mail && addresses.trim() !== '' && (
        <Notice tone="warning">{t('This installation sends no mail: the operator has to name a mail server first.')}</Notice>
      )}
      <Field
        label={t('In a chat')}
        hint={t('Address of an incoming webhook, as Slack gives it. It is kept and never shown whole.')}
        error={errors.url}
      >
        <Input type="url" value={chat_url} maxLength={2000} onChange={(event) => onChange({ chat_url: event.target.value })} />
      </Field>
      <Field label={t('In the inbox of Motorpool')} required>
        <Select options={readers} value={inbox} onChange={(event) => onChange({ inbox: event.target.value as InboxReaders })} />
      </Field>
      {missing && (
        <p role="alert" className="text-danger-ink text-xs">
          {t('Name at least one way to be told.')}
        </p>
      )}
    </fieldset>
  );
}
