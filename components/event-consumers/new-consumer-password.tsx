'use client';
import { useState } from 'react';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventConsumer, EventConsumerWithPassword } from '#lib/contract/event-consumers.ts';
import { ConsumerAccess } from './consumer-access.tsx';
import type { EventConsumerActions } from './event-consumer-actions.ts';

export interface NewConsumerPasswordProps extends Pick<EventConsumerActions, 'replaceEventConsumerPassword'> {
  consumer: EventConsumer;
  onClose: () => void;
  onReplaced: () => void;
}

/** A new password; whoever is connected by the old one is cut off. */
export function NewConsumerPassword({
  consumer: { id, name },
  replaceEventConsumerPassword,
  onClose,
  onReplaced,
}: NewConsumerPasswordProps) {
  const { t } = useText();
  const [renewed, setRenewed] = useState<EventConsumerWithPassword>();
  const { busy, problem, act } = useAct();
  const close = (open: boolean) => !open && onClose();
  const replace = () =>
    void act(
      () => replaceEventConsumerPassword({ params: { consumer_id: id } }),
      (data) => {
        setRenewed(data);
        onReplaced();
      },
    );
  if (renewed) {
    return (
      <Dialog
        open
        onOpenChange={close}
        title={t('New password of {name}', { name })}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('I have copied it')}
          </Button>
        }
      >
        <ConsumerAccess consumer={renewed} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={close}
      title={t('New password for {name}', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" busy={busy} onClick={replace}>
            {t('Make a new password')}
          </Button>
        </>
      }
    >
      <p className="text-ink-soft">
        {t('The program is cut off until it has the new password. Nothing is lost meanwhile: events wait in its queues.')}
      </p>
      <ProblemNote problem={problem} />
    </Dialog>
  );
}
