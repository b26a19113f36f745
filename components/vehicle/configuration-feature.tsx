'use client';
import { type FormEvent, useState } from 'react';
import { ProblemWords } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { FeatureConfiguration } from '#lib/contract/configuration.ts';
import { formatConstant } from '#lib/display/format.ts';
import type { SettingDeclaration } from '#lib/domain/configuration.ts';
import { type ProblemBody, problemKind, problems } from '#lib/domain/problem.ts';
import {
  type ConfigurationDraft,
  configuration_statuses,
  draftOf,
  feature_labels,
  numericFields,
  patchOf,
} from './configuration-fields.ts';
import { EvidenceNote } from './evidence-note.tsx';
import type { VehicleActions } from './vehicle-actions.ts';

export interface ConfigurationFeatureProps {
  vehicle_id: string;
  stored: FeatureConfiguration;
  /** Absent for people who may only read. */
  configureUnit?: VehicleActions['configureUnit'] | undefined;
  onSaved: () => void;
}

interface SettingProps {
  declared: SettingDeclaration;
  value: string;
  onChange: (value: string) => void;
}

const yes_no = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
] as const;

function Setting({ declared, value, onChange }: SettingProps) {
  const { t, translate } = useText();
  const { type, minimum, maximum } = declared;
  const choices =
    type === 'boolean'
      ? yes_no.map((choice) => ({ value: choice.value, label: t(choice.label) }))
      : declared.choices?.map((choice) => ({ value: choice, label: formatConstant(choice) }));
  return (
    <Field label={formatConstant(declared.key)} hint={translate(declared.description)} optional_mark={false}>
      {choices ? (
        <Select value={value} placeholder={t('not set')} options={choices} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input
          {...(type === 'integer' && { type: 'number', min: minimum, max: maximum, step: 1 })}
          maxLength={255}
          value={value}
          placeholder={t('not set')}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** One feature of the unit: what it is to be set to, and whether it is. Give it a `key` of the stored values. */
export function ConfigurationFeature({ vehicle_id, stored, configureUnit, onSaved }: ConfigurationFeatureProps) {
  const { t, translate } = useText();
  const { feature, configuration, status, settings } = stored;
  const [draft, setDraft] = useState(() => draftOf(configuration));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const patch = patchOf(configuration, draft, settings);
  const failed = stored.problem_type ? problemKind(stored.problem_type) : undefined;
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!configureUnit || busy || !event.currentTarget.reportValidity()) return;
    const body = patch ?? (status === 'FAILED' ? {} : undefined);
    if (!body) return;
    setBusy(true);
    setProblem(undefined);
    const result = await configureUnit({ params: { vehicle_id, feature }, body });
    setBusy(false);
    if (result.ok) onSaved();
    else setProblem(result.problem);
  };
  return (
    <Panel
      title={t(feature_labels[feature])}
      actions={
        status ? (
          <span className="flex items-center gap-1.5 text-xs">
            <StatusDot status={configuration_statuses[status]} />
            {stored.modified_at && <RelativeTime at={stored.applied_at ?? stored.modified_at} short className="text-ink-faint" />}
          </span>
        ) : (
          <span className="text-ink-faint text-xs">{t('never set; as the unit came')}</span>
        )
      }
    >
      <EvidenceNote evidence={stored.evidence} about="feature" />
      <form onSubmit={(event) => void save(event)} className="flex flex-col gap-3">
        {failed && status === 'FAILED' && <Notice tone="danger">{translate(problems[failed].title)}</Notice>}
        {problem && (
          <Notice tone="danger" urgent>
            <ProblemWords problem={problem} />
          </Notice>
        )}
        <fieldset disabled={!configureUnit} className="grid gap-3 sm:grid-cols-2">
          <legend className="sr-only">{t(feature_labels[feature])}</legend>
          {feature !== 'general' && (
            <Field label={t('Switched on')} optional_mark={false}>
              <Select
                value={draft.enabled}
                placeholder={t('not set')}
                options={yes_no.map(({ value, label }) => ({ value, label: t(label) }))}
                onChange={(event) => setDraft({ ...draft, enabled: event.target.value as ConfigurationDraft['enabled'] })}
              />
            </Field>
          )}
          {numericFields(feature).map(({ field, label, minimum, maximum }) => (
            <Field key={field} label={t(label)} optional_mark={false}>
              <Input
                type="number"
                min={minimum}
                max={maximum}
                step={1}
                placeholder={t('not set')}
                value={draft.numbers[field] ?? ''}
                onChange={(event) => setDraft({ ...draft, numbers: { ...draft.numbers, [field]: event.target.value } })}
              />
            </Field>
          ))}
          {settings?.map((declared) => (
            <Setting
              key={declared.key}
              declared={declared}
              value={draft.settings[declared.key] ?? ''}
              onChange={(value) => setDraft({ ...draft, settings: { ...draft.settings, [declared.key]: value } })}
            />
          ))}
        </fieldset>
        {configureUnit && (patch || status === 'FAILED') && (
          <Button type="submit" size="sm" variant="primary" busy={busy} className="self-start">
            {t(patch ? 'Save' : 'Try again')}
          </Button>
        )}
      </form>
    </Panel>
  );
}
