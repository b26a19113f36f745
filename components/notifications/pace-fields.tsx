'use client';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { type WeekDay, week_days } from '#lib/domain/notification.ts';
import type { Message } from '#lib/messages/text.ts';
import type { SubscriptionDraft } from './subscription-draft.ts';

const day_names: Record<WeekDay, Message> = {
  MON: 'day|Mon',
  TUE: 'day|Tue',
  WED: 'day|Wed',
  THU: 'day|Thu',
  FRI: 'day|Fri',
  SAT: 'day|Sat',
  SUN: 'day|Sun',
};

export interface PaceFieldsProps {
  draft: SubscriptionDraft;
  onChange: (changes: Partial<SubscriptionDraft>) => void;
}

/** When not, how often at most, and how long something must last. */
export function PaceFields({ draft, onChange }: PaceFieldsProps) {
  const { t } = useText();
  const { is_quiet, quiet_from, quiet_to, quiet_days, once_minutes, held_minutes } = draft;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium text-sm">{t('When and how often')}</legend>
      <Checkbox checked={is_quiet} onChange={(event) => onChange({ is_quiet: event.target.checked })} label={t('Quiet hours')} />
      {is_quiet && (
        <div className="ml-5.5 flex flex-col gap-2">
          <div className="grid max-w-72 grid-cols-2 gap-3">
            <Field label={t('From')} required>
              <Input type="time" value={quiet_from} onChange={(event) => onChange({ quiet_from: event.target.value })} />
            </Field>
            <Field label={t('Until')} required>
              <Input type="time" value={quiet_to} onChange={(event) => onChange({ quiet_to: event.target.value })} />
            </Field>
          </div>
          <div className="flex flex-wrap gap-x-3">
            {week_days.map((day) => (
              <Checkbox
                key={day}
                label={t(day_names[day])}
                checked={quiet_days.length === 0 || quiet_days.includes(day)}
                onChange={(event) => {
                  const held = quiet_days.length === 0 ? [...week_days] : quiet_days;
                  onChange({ quiet_days: week_days.filter((one) => (one === day ? event.target.checked : held.includes(one))) });
                }}
              />
            ))}
          </div>
          <p className="text-ink-faint text-xs">
            {t(
              'In the zone of the fleet, on the days on which they begin. What happens meanwhile comes as one message afterwards; the inbox shows it at once.',
            )}
          </p>
        </div>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('Once per vehicle, in minutes')} hint={t('At most once in this time for each matter.')}>
          <Input
            type="number"
            min={1}
            max={10080}
            value={once_minutes}
            onChange={(event) => onChange({ once_minutes: event.target.value })}
          />
        </Field>
        <Field label={t('Only after it lasted, in minutes')} hint={t('For silent vehicles and low energy.')}>
          <Input
            type="number"
            min={1}
            max={1440}
            value={held_minutes}
            onChange={(event) => onChange({ held_minutes: event.target.value })}
          />
        </Field>
      </div>
    </fieldset>
  );
}
