'use client';
import { type FormEvent, useId, useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ApiClient, ApiClientWithSecret } from '#lib/contract/api-clients.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { ApiClientActions } from './api-client-actions.ts';
import { SecretOnce } from './secret-once.tsx';

export interface NewSecretProps {
  client: ApiClient;
  api_url: string;
  replaceApiClientSecret: ApiClientActions['replaceApiClientSecret'];
  onClose: () => void;
  onReplaced: () => void;
}

const overlaps_in_hours = [0, 1, 24, 72] as const;

/** A new secret; the old one ends at once or after an overlap, in which the program can be changed over without a gap. */
export function NewSecret({ client, api_url, replaceApiClientSecret, onClose, onReplaced }: NewSecretProps) {
  const { t, count } = useText();
  const form = useId();
  const [overlap, setOverlap] = useState('24');
  const [renewed, setRenewed] = useState<ApiClientWithSecret>();
  const [problem, setProblem] = useState<ProblemBody>();
  const [busy, setBusy] = useState(false);

  const replace = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const result = await replaceApiClientSecret({ params: { client_id: client.id }, body: { overlap_in_hours: Number(overlap) } });
    setBusy(false);
    if (!result.ok) return setProblem(result.problem);
    setRenewed(result.data);
    onReplaced();
  };
  const close = (open: boolean) => !open && onClose();

  if (renewed) {
    return (
      <Dialog
        open
        onOpenChange={close}
        title={t('New secret of {name}', { name: client.name })}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('I have copied it')}
          </Button>
        }
      >
        <SecretOnce client={renewed} api_url={api_url} />
      </Dialog>
    );
  }
  const options = overlaps_in_hours.map((hours) => ({
    value: String(hours),
    label: hours === 0 ? t('Not at all: it ends at once') : count(hours, '{count} more hour', '{count} more hours'),
  }));
  return (
    <Dialog
      open
      onOpenChange={close}
      title={t('New secret for {name}', { name: client.name })}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t('Make a new secret')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void replace(event)} className="flex flex-col gap-3">
        <Field
          label={t('The old secret goes on working for')}
          optional_mark={false}
          hint={
            overlap === '0'
              ? t('The program is cut off until it has the new secret. Choose this when the old one has leaked.')
              : t('Both secrets are accepted meanwhile, so the program can be changed over without a gap.')
          }
        >
          <Select options={options} value={overlap} onChange={(event) => setOverlap(event.target.value)} />
        </Field>
        <ProblemNote problem={problem} />
      </form>
    </Dialog>
  );
}
