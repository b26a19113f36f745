'use client';
import { X } from 'lucide-react';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { master_data_labels } from '#components/vehicle/master-data-form.ts';
import { MasterDataInput } from '#components/vehicle/master-data-input.tsx';
import { TagPicker } from '#components/vehicle/tag-picker.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { operation_statuses } from '#lib/display.ts';
import { DraftCustomFields } from './draft-custom-fields.tsx';
import type { StepProps } from './step-props.ts';
import { type DetailField, detailErrors } from './vehicle-draft.ts';

const groups: readonly (readonly DetailField[])[] = [
  ['license_plate', 'custom_name', 'vin'],
  ['fuel_type', 'year_of_production', 'transmission'],
];

/** What the fleet knows about the vehicle. All of it is optional and can be changed later. */
export function DetailsStep({ draft, change, errors }: StepProps) {
  const text = useText();
  const { t } = text;
  const found = detailErrors(draft, text);
  const field = (name: DetailField) => {
    const error = errors[name] ?? found[name];
    return (
      <Field key={name} label={t(master_data_labels[name])} {...(error && { error })} className={name === 'remark' ? 'sm:col-span-3' : ''}>
        <MasterDataInput
          field={name}
          value={draft.details[name]}
          disabled={false}
          onChange={(value) => change({ details: { ...draft.details, [name]: value } })}
        />
      </Field>
    );
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-3">
        {groups.flat().map(field)}
        <Field label={t('Starts as')} required {...(errors.operation_status && { error: errors.operation_status })}>
          <Select
            options={Object.entries(operation_statuses).map(([value, { label }]) => ({ value, label: t(label) }))}
            value={draft.operation_status}
            onChange={(event) => change({ operation_status: event.target.value })}
          />
        </Field>
        {field('remark')}
      </div>
      <section aria-label={t('Tags')} className="flex flex-col gap-1">
        <h3 className="font-medium text-sm">{t('Tags')}</h3>
        <ul className="flex flex-wrap items-center gap-1">
          {draft.tags.map((tag) => (
            <li
              key={tag}
              className="inline-flex h-6 items-center gap-1 rounded-sm bg-neutral-soft pl-1.5 text-neutral-ink text-xs pointer-coarse:h-9"
            >
              {tag}
              <button
                type="button"
                aria-label={t('Remove tag {tag}', { tag })}
                onClick={() => change({ tags: draft.tags.filter((other) => other !== tag) })}
                className="flex h-full items-center rounded-r-sm px-1 text-ink-faint hover:bg-pressed hover:text-ink pointer-coarse:px-2.5"
              >
                <X aria-hidden size={11} />
              </button>
            </li>
          ))}
          <li>
            <TagPicker tags={draft.tags} onPick={(tag) => change({ tags: [...draft.tags, tag] })} />
          </li>
        </ul>
        {errors.tags && <p className="text-danger-ink text-xs">{errors.tags}</p>}
      </section>
      <DraftCustomFields rows={draft.custom_fields} errors={errors} onChange={(custom_fields) => change({ custom_fields })} />
    </div>
  );
}
