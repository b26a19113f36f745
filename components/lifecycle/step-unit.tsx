'use client';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { AvailableUnit } from '#lib/contract/lifecycle.ts';
import type { StepProps } from './step-props.ts';
import { UnitHolder } from './unit-holder.tsx';
import { describeUnitId, judgeUnitId, normaliseUnitId } from './unit-id.ts';
import { UnitList } from './unit-list.tsx';

/** One box to type in: it finds a listed unit, and holds the id of one that is not. */
export function UnitStep({ draft, brand, change, errors }: StepProps) {
  const text = useText();
  const params = { brand: brand.brand };
  const units = useQuery({
    queryKey: ['listAvailableUnits', { params }],
    queryFn: ({ signal }) => call('listAvailableUnits', { params }, signal),
    retry: false,
    staleTime: 30_000,
  });
  const verdict = judgeUnitId(draft.unit_id, brand.unit_id_pattern, text);
  const error = errors.unit ?? (verdict.kind === 'wrong' ? verdict.message : undefined);
  const form = describeUnitId(brand.unit_id_pattern, text);
  const hint = verdict.kind === 'short' ? `${form} ${verdict.message}` : form;
  const choose = ({ id, vehicle_model_id }: AvailableUnit) =>
    change({ unit_id: id, ...(vehicle_model_id && { model_id: vehicle_model_id }) });
  const reachable = units.data?.items.filter((unit) => !unit.credentials_id || unit.credentials_id === draft.credentials_id);
  return (
    <div className="flex flex-col gap-4">
      <Field label={text.translate(brand.unit_id_label)} required hint={hint} {...(error && { error })}>
        <Input
          icon={Search}
          value={draft.unit_id}
          maxLength={64}
          placeholder={text.t(brand.lists_available_units ? 'Find a unit below, or type the whole id' : 'Type or scan the whole id')}
          autoCapitalize="characters"
          spellCheck={false}
          className="font-mono"
          autoFocus
          onChange={(event) => change({ unit_id: event.target.value })}
        />
      </Field>
      {errors.unit && verdict.kind === 'complete' && <UnitHolder brand={brand.brand} unit_id={normaliseUnitId(draft.unit_id)} />}
      <UnitList
        brand={brand}
        units={reachable}
        typed={normaliseUnitId(draft.unit_id)}
        busy={units.isFetching}
        failure={units.error}
        onRefresh={() => void units.refetch()}
        onChoose={choose}
      />
    </div>
  );
}
