'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { type DataItem, DataList } from '#components/ui/data-list.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { master_data_labels } from '#components/vehicle/master-data-form.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { AvailableUnit } from '#lib/contract/lifecycle.ts';
import { fuel_types, operation_statuses, transmissions } from '#lib/display.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import type { Message, Text } from '#lib/messages/text.ts';
import { CapabilityChips } from './capability-chips.tsx';
import { modelsQuery } from './models-query.ts';
import { modelName, offeredCapabilities } from './offered-model.ts';
import type { StepProps } from './step-props.ts';
import type { StepId } from './steps.ts';
import { normaliseUnitId } from './unit-id.ts';
import { detail_fields, type VehicleDraft } from './vehicle-draft.ts';

const words: Readonly<Record<string, Message>> = { ...fuel_types, ...transmissions };

const detailItems = (draft: VehicleDraft, { t }: Text): DataItem[] => [
  ...detail_fields.flatMap((field) => {
    const text = draft.details[field].trim();
    return text === '' ? [] : [{ label: t(master_data_labels[field]), value: words[text] ? t(words[text]) : text }];
  }),
  { label: t('Starts as'), value: t(operation_statuses[draft.operation_status as 'OPERATING'].label) },
  ...(draft.tags.length > 0 ? [{ label: t('Tags'), value: draft.tags.join(', ') }] : []),
  ...draft.custom_fields.map(({ key, value }) => ({ label: key, value: value || '—' })),
];

/** What is known of the unit before the vendor is asked: listed, seen, or only typed. */
const unitNote = (
  brand: BrandDefinition,
  unit: AvailableUnit | undefined,
  { t, translate }: Text,
): { tone: 'ok' | 'neutral' | 'warning'; text: string } => {
  if (unit?.credentials_id)
    return { tone: 'ok', text: t('{brand} lists this unit as reachable with these credentials.', { brand: brand.name }) };
  if (unit) return { tone: 'ok', text: t('This unit has called here already; it will report as soon as it is added.') };
  return brand.lists_available_units
    ? {
        tone: 'warning',
        text: t('{brand} does not list this unit. It can be added, but may never report: check the id.', { brand: brand.name }),
      }
    : {
        tone: 'neutral',
        text: t('The unit has not called here yet. Compare the id with the label: a wrong {label} stays silent.', {
          label: translate(brand.unit_id_label),
        }),
      };
};

const Part = ({ title, step, onEdit, children }: { title: string; step: StepId; onEdit: (step: StepId) => void; children: ReactNode }) => {
  const { t } = useText();
  return (
    <section aria-label={title} className="rounded-lg border border-line bg-surface">
      <header className="flex h-9 items-center justify-between border-line border-b pr-1 pl-3">
        <h3 className="font-semibold text-sm">{title}</h3>
        <Button size="sm" variant="ghost" icon={Pencil} onClick={() => onEdit(step)}>
          {t('Change')}
          <span className="sr-only"> {title}</span>
        </Button>
      </header>
      <div className="px-3 py-1">{children}</div>
    </section>
  );
};

/** All of it once more, before it is stored. */
export function ReviewStep({ draft, brand, onEdit }: Pick<StepProps, 'draft' | 'brand'> & { onEdit: (step: StepId) => void }) {
  const text = useText();
  const { t, translate } = text;
  const queries = useQueryClient();
  const params = { brand: brand.brand };
  const model = useQuery(modelsQuery(brand.brand)).data?.items.find(({ id }) => id === draft.model_id);
  const listed = queries.getQueryData<{ items: AvailableUnit[] }>(['listAvailableUnits', { params }]);
  const credentials = queries
    .getQueryData<{ items: { id: string; name: string }[] }>(['listAvailableCredentials', { params }])
    ?.items.find(({ id }) => id === draft.credentials_id);
  const unit_id = normaliseUnitId(draft.unit_id);
  const note = unitNote(
    brand,
    listed?.items.find(({ id }) => id === unit_id),
    text,
  );
  const extensions = model?.extensions.filter(({ id }) => draft.extensions.includes(id)).map(({ name }) => translate(name)) ?? [];
  const unit_items: DataItem[] = [
    { label: t('Brand'), value: brand.name },
    ...(credentials ? [{ label: t('Credentials'), value: credentials.name }] : []),
    { label: translate(brand.unit_id_label), value: <span className="font-mono">{unit_id}</span> },
  ];
  const model_items: DataItem[] = [
    { label: t('Model'), value: model ? modelName(model) : '…' },
    ...(extensions.length > 0 ? [{ label: t('Accessories'), value: extensions.join(', ') }] : []),
  ];
  return (
    <div className="grid items-start gap-3 lg:grid-cols-2">
      <div className="flex flex-col gap-3">
        {listed && <Notice tone={note.tone}>{note.text}</Notice>}
        <Part title={t('Telematics unit')} step="unit" onEdit={onEdit}>
          <DataList items={unit_items} />
        </Part>
        <Part title={t('Vehicle')} step="details" onEdit={onEdit}>
          <DataList items={detailItems(draft, text)} />
        </Part>
      </div>
      <Part title={t('Model')} step="model" onEdit={onEdit}>
        <DataList items={model_items} />
        {model && (
          <div className="border-line border-t py-2">
            <CapabilityChips capabilities={offeredCapabilities(model, draft.extensions)} base={model.capabilities} />
          </div>
        )}
      </Part>
    </div>
  );
}
