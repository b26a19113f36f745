'use client';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { vehicle_types } from '#lib/display.ts';
import { Choice } from './choice.tsx';
import { EvidenceMark } from './evidence.tsx';
import { ModelDetail } from './model-detail.tsx';
import { modelsQuery } from './models-query.ts';
import { modelName, searchModels } from './offered-model.ts';
import { problemOf } from './problem-of.ts';
import type { StepProps } from './step-props.ts';

/** The model decides what the vehicle can do; accessories add to it. */
export function ModelStep({ draft, brand, change, errors }: StepProps) {
  const { t } = useText();
  const [text, setText] = useState('');
  const models = useQuery(modelsQuery(brand.brand));
  if (models.isError)
    return <Failed title={t('Models could not be loaded')} {...problemOf(models.error)} retry={() => void models.refetch()} />;
  if (!models.data) return <Loading what="models" form="panel" rows={5} className="px-0!" />;
  const found = searchModels(models.data.items, text);
  const chosen = models.data.items.find((model) => model.id === draft.model_id);
  const type = (value: string) => {
    setText(value);
    const [only, ...others] = searchModels(models.data.items, value);
    if (only && others.length === 0) change({ model_id: only.id });
  };
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="sr-only">{t('Model')}</legend>
        {errors.model && (
          <Notice tone="danger" urgent>
            {errors.model}
          </Notice>
        )}
        <Input
          icon={Search}
          type="search"
          aria-label={t('Find a model')}
          placeholder={t('Find among {count} models', { count: models.data.items.length })}
          value={text}
          autoFocus
          onChange={(event) => type(event.target.value)}
        />
        {found.length === 0 && (
          <Empty title={t('No model has this name')} description={t('Try a part of it, or choose the nearest model of the same make.')} />
        )}
        <div className="flex max-h-112 flex-col gap-1.5 overflow-y-auto p-0.5">
          {found.map((model) => (
            <Choice
              key={model.id}
              name="model"
              value={model.id}
              checked={model.id === draft.model_id}
              onChoose={() => change({ model_id: model.id })}
              title={modelName(model)}
              mark={<EvidenceMark evidence={model.evidence} />}
            >
              <span className="flex items-center gap-1.5">
                <Icon name={vehicle_types[model.vehicle_type].icon} size={12} />
                {t(vehicle_types[model.vehicle_type].label)} · {t('from {year}', { year: model.start_of_production.slice(0, 4) })} ·{' '}
                {model.regions.join(', ')}
              </span>
            </Choice>
          ))}
        </div>
      </fieldset>
      {chosen ? (
        <ModelDetail model={chosen} extensions={draft.extensions} onChange={(extensions) => change({ extensions })} />
      ) : (
        <p className="hidden rounded-lg border border-line border-dashed px-4 py-10 text-center text-ink-faint lg:block">
          {t('What the vehicle will be able to do appears here.')}
        </p>
      )}
    </div>
  );
}
