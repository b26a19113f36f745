'use client';
import { event_kind_texts, event_kinds, kindOf } from '#components/events/event-kinds.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { eventLabel } from '#lib/display/event.ts';
import { condition_texts } from '#lib/display/notification.ts';
import { notification_conditions, notification_event_types } from '#lib/domain/notification.ts';
import type { SubscriptionDraft } from './subscription-draft.ts';

export interface MatterPickerProps {
  draft: SubscriptionDraft;
  onChange: (changes: Partial<SubscriptionDraft>) => void;
  missing: boolean;
}

const toggled = <T,>(held: readonly T[], one: T, is_held: boolean): T[] =>
  is_held ? [...held, one] : held.filter((other) => other !== one);

/** Conditions that are watched, and types of events by kind. */
export function MatterPicker({ draft, onChange, missing }: MatterPickerProps) {
  const text = useText();
  const { t, count } = text;
  const { conditions, event_types, percent } = draft;
  const kinds = event_kinds.map((kind) => ({ kind, types: notification_event_types.filter((type) => kindOf(type) === kind) }));
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium text-sm">{t('Tell when')}</legend>
      {notification_conditions.map((condition) => (
        <Checkbox
          key={condition}
          checked={conditions.includes(condition)}
          onChange={(event) => onChange({ conditions: toggled(conditions, condition, event.target.checked) })}
          label={
            <>
              {t(condition_texts[condition].label)} <span className="text-ink-faint text-xs">{t(condition_texts[condition].hint)}</span>
            </>
          }
        />
      ))}
      {conditions.includes('LOW_ENERGY') && (
        <Field label={t('At or below, in percent')} required className="ml-5.5 max-w-48">
          <Input type="number" min={1} max={90} value={percent} onChange={(event) => onChange({ percent: event.target.value })} />
        </Field>
      )}
      {kinds
        .filter(({ types }) => types.length > 0)
        .map(({ kind, types }) => {
          const held = types.filter((type) => event_types.includes(type));
          return (
            <details key={kind} className="mt-1" open={held.length > 0}>
              <summary className="cursor-pointer rounded-sm text-sm">
                {t(event_kind_texts[kind].label)}
                {held.length > 0 && (
                  <span className="text-ink-faint text-xs"> · {count(held.length, '{count} chosen', '{count} chosen')}</span>
                )}
              </summary>
              <div className="mt-1 ml-5.5 grid gap-x-3 sm:grid-cols-2">
                {types.map((type) => (
                  <Checkbox
                    key={type}
                    checked={event_types.includes(type)}
                    onChange={(event) => onChange({ event_types: toggled(event_types, type, event.target.checked) })}
                    label={eventLabel(type, text)}
                  />
                ))}
              </div>
            </details>
          );
        })}
      {missing && (
        <p role="alert" className="text-danger-ink text-xs">
          {t('Choose at least one event or condition.')}
        </p>
      )}
    </fieldset>
  );
}
