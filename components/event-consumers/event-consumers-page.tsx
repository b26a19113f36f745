'use client';
import { Cable, CirclePlus } from 'lucide-react';
import { useState } from 'react';
import { type ListColumn, ListPage } from '#components/shell/list-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventConsumer } from '#lib/contract/event-consumers.ts';
import { most_consumers } from '#lib/domain/event-consumer.ts';
import { ConsumerAccess } from './consumer-access.tsx';
import { type ConsumerAct, ConsumerRow } from './consumer-row.tsx';
import { ConsumerSheet } from './consumer-sheet.tsx';
import { consumer_reasons } from './consumer-words.ts';
import { DeleteConsumer } from './delete-consumer.tsx';
import type { EventConsumerActions } from './event-consumer-actions.ts';
import { NewConsumerPassword } from './new-consumer-password.tsx';
import { useEventConsumers } from './use-event-consumers.ts';

export interface EventConsumersPageProps extends EventConsumerActions {
  first: readonly EventConsumer[];
  may_change: boolean;
  /** The operator has set up a message broker. */
  has_broker: boolean;
}

type Open = { act: 'add' } | { act: Exclude<ConsumerAct, 'suspend'>; id: string };

/** Programs that read events by AMQP: how they fare, how they connect, and what can be done about them. */
export function EventConsumersPage({ first, may_change, has_broker, ...actions }: EventConsumersPageProps) {
  const text = useText();
  const { t, count } = text;
  const [open, setOpen] = useState<Open>();
  const { consumers, metrics, stale, refresh } = useEventConsumers(first);
  const close = () => setOpen(undefined);
  const suspend = async ({ id, name, suspended }: EventConsumer) => {
    const result = await actions.updateEventConsumer({ params: { consumer_id: id }, body: { suspended: !suspended } });
    if (!result.ok) return notify.problem(result.problem, text);
    refresh();
    notify.done(t(suspended ? '{name} is resumed' : '{name} is suspended', { name }));
  };
  const act = (what: ConsumerAct, consumer: EventConsumer) =>
    what === 'suspend' ? void suspend(consumer) : setOpen({ act: what, id: consumer.id });
  const chosen = open && open.act !== 'add' ? consumers.find(({ id }) => id === open.id) : undefined;
  const add = may_change && has_broker && consumers.length < most_consumers && (
    <Button variant="primary" icon={CirclePlus} onClick={() => setOpen({ act: 'add' })}>
      {t('Add event consumer')}
    </Button>
  );
  const warned = consumers.filter(({ reasons }) => reasons.length > 0);
  const columns: ListColumn[] = [
    { label: t('Name') },
    { label: t('State') },
    { label: t('In queue'), numeric: true },
    { label: t('In per second'), numeric: true, from: 'sm' },
    { label: t('Read per second'), numeric: true, from: 'sm' },
  ];
  const notices = (
    <>
      {!has_broker && (
        <Notice tone="neutral" className="mx-4 mb-3">
          {t('This installation has no message broker. Its operator can name one in AMQP_URL; webhooks and the event stream work without.')}
        </Notice>
      )}
      {warned.map(({ id, name, reasons }) => (
        <Notice key={id} tone="warning" className="mx-4 mb-3">
          <span className="font-medium">{name}</span> {reasons.map((reason) => t(consumer_reasons[reason])).join(' ')}
        </Notice>
      ))}
    </>
  );
  return (
    <>
      <ListPage
        title={t('Event consumers')}
        description={consumers.length === 0 ? undefined : count(consumers.length, '{count} of 5 consumers', '{count} of 5 consumers')}
        add={add}
        stale={stale}
        notices={notices}
        columns={columns}
        empty={
          consumers.length === 0 && {
            icon: Cable,
            title: t('No program reads events by AMQP'),
            description: t(
              'A booking system gets an account at the message broker and a queue per topic. Nothing is lost while it is away.',
            ),
          }
        }
      >
        {consumers.map((consumer) => (
          <ConsumerRow
            key={consumer.id}
            consumer={consumer}
            metrics={metrics.get(consumer.id)}
            may_change={may_change}
            onAct={(what) => act(what, consumer)}
          />
        ))}
      </ListPage>
      {(open?.act === 'add' || (open?.act === 'edit' && chosen)) && (
        <ConsumerSheet {...actions} consumer={chosen} onClose={close} onSaved={refresh} />
      )}
      {open?.act === 'access' && chosen && (
        <Sheet open onOpenChange={(shown) => !shown && close()} title={chosen.name}>
          <ConsumerAccess consumer={chosen} />
        </Sheet>
      )}
      {open?.act === 'password' && chosen && <NewConsumerPassword {...actions} consumer={chosen} onClose={close} onReplaced={refresh} />}
      {open?.act === 'delete' && chosen && <DeleteConsumer {...actions} consumer={chosen} onClose={close} onDeleted={refresh} />}
    </>
  );
}
