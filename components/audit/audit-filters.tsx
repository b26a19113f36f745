'use client';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { AuditLogFilter } from '#lib/contract/audit-log.ts';
import { audit_areas } from './audit-words.ts';

/** As it stands in the address; empty parts ask for nothing. Days are those of the reader's clock. */
export interface AuditFilter {
  actor: string;
  action: string;
  object: string;
  from: string;
  to: string;
}

export const no_filter: AuditFilter = { actor: '', action: '', object: '', from: '', to: '' };

const dayStart = (day: string, later = 0): string | undefined => {
  const at = new Date(`${day}T00:00:00`);
  if (Number.isNaN(at.getTime())) return undefined;
  at.setDate(at.getDate() + later);
  return at.toISOString();
};

export const filterQuery = ({ actor, action, object, from, to }: AuditFilter): AuditLogFilter => {
  const [after, before] = [dayStart(from), dayStart(to, 1)];
  return {
    ...(actor && { actor }),
    ...(action && { action }),
    ...(object && { object }),
    ...(after && { after }),
    ...(before && { before }),
  };
};

const pause_ms = 300;

/** What is typed is asked for after a pause. */
export function AuditFilters({ filter, onChange }: { filter: AuditFilter; onChange: (filter: AuditFilter) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState({ actor: filter.actor, object: filter.object });
  useEffect(() => setTyped({ actor: filter.actor, object: filter.object }), [filter.actor, filter.object]);
  useEffect(() => {
    if (typed.actor === filter.actor && typed.object === filter.object) return;
    const timer = setTimeout(() => onChange({ ...filter, actor: typed.actor.trim(), object: typed.object.trim() }), pause_ms);
    return () => clearTimeout(timer);
  }, [typed, filter, onChange]);
  const actions = audit_areas.map(({ value, label }) => ({ value, label: t(label) }));
  const other = filter.action && !actions.some(({ value }) => value === filter.action);
  const in_use = Object.values(filter).some((value) => value !== '');
  return (
    <div className="flex flex-wrap items-end gap-3 px-4 pb-3">
      <Field label={t('Who')} optional_mark={false} className="w-44 max-sm:flex-1 max-sm:basis-36">
        <Input
          value={typed.actor}
          maxLength={100}
          placeholder={t('Name or id')}
          onChange={(event) => setTyped({ ...typed, actor: event.target.value })}
        />
      </Field>
      <Field label={t('What')} optional_mark={false} className="w-48 max-sm:flex-1 max-sm:basis-36">
        <Select
          placeholder={t('Everything')}
          options={other ? [...actions, { value: filter.action, label: filter.action }] : actions}
          value={filter.action}
          onChange={(event) => onChange({ ...filter, action: event.target.value })}
        />
      </Field>
      <Field label={t('Of what')} optional_mark={false} className="w-44 max-sm:w-full">
        <Input
          value={typed.object}
          maxLength={100}
          placeholder={t('Id, such as JQ7RP')}
          onChange={(event) => setTyped({ ...typed, object: event.target.value })}
        />
      </Field>
      <Field label={t('From')} optional_mark={false} className="max-sm:flex-1 max-sm:basis-36">
        <Input type="date" value={filter.from} onChange={(event) => onChange({ ...filter, from: event.target.value })} />
      </Field>
      <Field label={t('Until')} optional_mark={false} className="max-sm:flex-1 max-sm:basis-36">
        <Input type="date" value={filter.to} onChange={(event) => onChange({ ...filter, to: event.target.value })} />
      </Field>
      {in_use && (
        <Button variant="ghost" onClick={() => onChange(no_filter)}>
          {t('Clear')}
        </Button>
      )}
    </div>
  );
}
