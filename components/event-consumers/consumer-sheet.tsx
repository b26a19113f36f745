'use client';
import { type FormEvent, useId, useState } from 'react';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { notify } from '#components/ui/toast.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventConsumer, EventConsumerWithPassword } from '#lib/contract/event-consumers.ts';
import { ConsumerAccess } from './consumer-access.tsx';
import type { EventConsumerActions } from './event-consumer-actions.ts';
import { TopicPicker } from './topic-picker.tsx';

export interface ConsumerSheetProps
  extends Pick<EventConsumerActions, 'createEventConsumer' | 'updateEventConsumer' | 'setEventConsumerTopics'> {
  /** Absent: a new one is made. */
  consumer?: EventConsumer | undefined;
  onClose: () => void;
  onSaved: () => void;
}

/** Name and topics of a consumer. A new one then shows how to connect, with its password, once. */
export function ConsumerSheet({ consumer, onClose, onSaved, ...actions }: ConsumerSheetProps) {
  const { t } = useText();
  const form = useId();
  const held = consumer?.queues.map(({ topic }) => topic) ?? [];
  const [name, setName] = useState(consumer?.name ?? '');
  const [topics, setTopics] = useState<readonly string[]>(consumer ? held : ['VehicleChange', 'Command']);
  const [made, setMade] = useState<EventConsumerWithPassword>();
  const [missing, setMissing] = useState(false);
  const { busy, problem, act } = useAct();
  const close = (open: boolean) => !open && onClose();

  const saved = () => {
    notify.done(t('{name} is saved', { name: name.trim() }));
    onSaved();
    onClose();
  };
  const saveTopics = (id: string) => {
    if (topics.length === held.length && topics.every((topic) => held.includes(topic))) return saved();
    void act(() => actions.setEventConsumerTopics({ params: { consumer_id: id }, body: { topics: [...topics] } }), saved);
  };
  const save = () => {
    if (!consumer)
      return void act(
        () => actions.createEventConsumer({ body: { name: name.trim(), topics: [...topics] } }),
        (data) => {
          setMade(data);
          onSaved();
        },
      );
    const { id } = consumer;
    if (name.trim() === consumer.name) return saveTopics(id);
    void act(
      () => actions.updateEventConsumer({ params: { consumer_id: id }, body: { name: name.trim() } }),
      () => saveTopics(id),
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = name.trim() === '' || topics.length === 0;
    setMissing(incomplete);
    if (!busy && !incomplete) save();
  };

  if (made) {
    return (
      <Sheet
        open
        onOpenChange={close}
        title={t('{name} is ready', { name: made.name })}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('I have copied it')}
          </Button>
        }
      >
        <ConsumerAccess consumer={made} />
      </Sheet>
    );
  }
  const dropped = held.filter((topic) => !topics.includes(topic));
  return (
    <Sheet
      open
      onOpenChange={close}
      title={consumer ? t('Edit {name}', { name: consumer.name }) : t('Add event consumer')}
      description={consumer ? undefined : t('One per program. It hears what happens from now on.')}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {consumer ? t('Save') : t('Add event consumer')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate autoComplete="off" onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t('Name')}
          required
          hint={t('What the program does, for example “Booking system”.')}
          error={missing && name.trim() === '' ? t('Give it a name.') : problemFields(problem).name}
        >
          <Input value={name} maxLength={100} autoFocus onChange={(event) => setName(event.target.value)} />
        </Field>
        <TopicPicker
          chosen={topics}
          onChange={setTopics}
          error={missing && topics.length === 0 ? t('Choose at least one topic.') : undefined}
        />
        {dropped.length > 0 && (
          <Notice tone="warning">
            {t('What lies in the queues of topics that you take away is gone: {topics}.', { topics: dropped.join(', ') })}
          </Notice>
        )}
        <ProblemNote problem={problem} />
      </form>
    </Sheet>
  );
}
