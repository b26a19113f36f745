'use client';
import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { operation_statuses } from '#lib/display/vehicle-status.ts';
import type { OperationStatus } from '#lib/domain/vehicle-enums.ts';
import { type BulkChange, type BulkKind, splitTags } from './bulk-change.ts';

export interface ChangeFieldsProps {
  kind: BulkKind;
  onChange: (change: BulkChange) => void;
}

function TagFields({ onChange }: ChangeFieldsProps) {
  const { t } = useText();
  const [tags, setTags] = useState({ add: '', remove: '' });
  const change = (next: typeof tags) => {
    setTags(next);
    onChange({ kind: 'tags', add: splitTags(next.add), remove: splitTags(next.remove) });
  };
  return (
    <>
      <Field label={t('Tags to add')} hint={t('Separate several by commas.')} optional_mark={false}>
        <Input value={tags.add} onChange={(event) => change({ ...tags, add: event.target.value })} />
      </Field>
      <Field label={t('Tags to remove')} hint={t('Separate several by commas.')} optional_mark={false}>
        <Input value={tags.remove} onChange={(event) => change({ ...tags, remove: event.target.value })} />
      </Field>
    </>
  );
}

function CustomFields({ onChange }: ChangeFieldsProps) {
  const { t } = useText();
  const [pair, setPair] = useState({ key: '', value: '' });
  const change = (next: typeof pair) => {
    setPair(next);
    onChange({ kind: 'fields', key: next.key.trim(), value: next.value.trim() });
  };
  return (
    <>
      <Field label={t('Field')} required>
        <Input value={pair.key} maxLength={50} onChange={(event) => change({ ...pair, key: event.target.value })} />
      </Field>
      <Field label={t('Value')} hint={t('Leave empty to remove the field.')} optional_mark={false}>
        <Input value={pair.value} maxLength={255} onChange={(event) => change({ ...pair, value: event.target.value })} />
      </Field>
    </>
  );
}

const statuses = Object.keys(operation_statuses) as OperationStatus[];

function StatusField({ onChange }: ChangeFieldsProps) {
  const { t } = useText();
  return (
    <Field label={t('Operation status')} required>
      <Select
        options={statuses.map((value) => ({ value, label: t(operation_statuses[value].label) }))}
        onChange={(event) => onChange({ kind: 'status', value: event.target.value as OperationStatus })}
      />
    </Field>
  );
}

function ArchiveNote() {
  const { t } = useText();
  return (
    <p className="text-ink-soft">
      {t('They leave the fleet at once and free their units. For 90 days they can be restored from the archive.')}
    </p>
  );
}

/** What a change begins as, before anything was typed. */
export const first_changes: Record<BulkKind, BulkChange> = {
  tags: { kind: 'tags', add: [], remove: [] },
  fields: { kind: 'fields', key: '', value: '' },
  status: { kind: 'status', value: 'OPERATING' },
  archive: { kind: 'archive' },
};

const fields = { tags: TagFields, fields: CustomFields, status: StatusField, archive: ArchiveNote };

export function ChangeFields(props: ChangeFieldsProps) {
  const Fields = fields[props.kind];
  return <Fields {...props} />;
}
