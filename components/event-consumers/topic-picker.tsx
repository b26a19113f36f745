'use client';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { event_types, eventTopics, isDerivedEvent, public_topics } from '#lib/domain/event.ts';
import type { Message } from '#lib/messages/text.ts';

const covers: Partial<Record<string, Message>> = {
  VehicleStateRecorded: 'Each state that a vehicle reports, with the whole state as it is then',
  VehicleChange: 'Vehicles added, changed and removed: everything but their state',
  VehicleStateChange: 'All changes of the state in one queue: locks, ignition, doors and so on',
  Command: 'The end of each command, and its outcome when that is known later',
};

/** A change of the state that can be had alone. */
const isSingle = (topic: string): boolean => event_types.some((type) => isDerivedEvent(type) && eventTopics(type)[0] === topic);

export interface TopicPickerProps {
  chosen: readonly string[];
  onChange: (topics: readonly string[]) => void;
  error?: string | undefined;
}

/** A queue for each topic that is ticked. */
export function TopicPicker({ chosen, onChange, error }: TopicPickerProps) {
  const { t } = useText();
  const main = public_topics.filter((topic) => !isSingle(topic));
  const single = public_topics.filter(isSingle);
  const box = (topic: string) => {
    const told = covers[topic];
    return (
      <li key={topic} className="py-1">
        <Checkbox
          label={<span className="font-mono text-xs">{topic}</span>}
          checked={chosen.includes(topic)}
          onChange={(event) => onChange(event.target.checked ? [...chosen, topic] : chosen.filter((one) => one !== topic))}
        />
        {told && <p className="ml-5.5 text-ink-faint text-xs">{t(told)}</p>}
      </li>
    );
  };
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">{t('Topics')}</legend>
      <p className="text-ink-faint text-xs">
        {t('Each topic has a queue of its own. Events keep their order per vehicle within a queue.')}
      </p>
      <ul className="mt-1">{main.map(box)}</ul>
      <details className="mt-1" open={single.some((topic) => chosen.includes(topic))}>
        <summary className="cursor-pointer rounded-sm text-ink-soft text-sm">{t('Single changes of the state')}</summary>
        <ul className="mt-1 grid sm:grid-cols-2">{single.map(box)}</ul>
      </details>
      <p role="alert" className="text-danger-ink text-xs">
        {error}
      </p>
    </fieldset>
  );
}
