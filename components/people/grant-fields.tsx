'use client';
import { gradesOf } from '#components/developers/permission-grades.ts';
import { PermissionPicker } from '#components/developers/permission-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { PermissionPreset } from '#lib/contract/presets.ts';
import type { Permission } from '#lib/domain/access.ts';
import { permission_areas } from '#lib/domain/permission-areas.ts';
import { type Grant, offeredPresets } from './grant.ts';

export interface GrantFieldsProps {
  grant: Grant;
  onChange: (grant: Grant) => void;
  presets: readonly PermissionPreset[];
  grantor: readonly Permission[];
  /** What the person holds until now. */
  held: readonly Permission[];
}

/** A preset to follow with what it covers, or a choice by area. */
export function GrantFields({ grant, onChange, presets, grantor, held }: GrantFieldsProps) {
  const { t, translate } = useText();
  const offered = offeredPresets(presets, grantor, held);
  const chosen = presets.find(({ id }) => id === grant.preset_id);
  const options = [
    ...offered.map(({ id, name, built_in }) => ({ value: id, label: built_in ? translate(name) : name })),
    { value: '', label: t('Permissions of their own') },
  ];
  const choose = (id: string) => {
    const preset = offered.find((one) => one.id === id);
    onChange({ preset_id: id, grades: preset ? gradesOf(preset.permissions) : grant.grades });
  };
  const grades = gradesOf(chosen?.permissions ?? []);
  return (
    <div className="flex flex-col gap-3">
      <Field
        label={t('Preset')}
        required
        hint={chosen ? t('Whoever follows a preset changes with it.') : t('Chosen by area, for this person alone.')}
      >
        <Select options={options} value={grant.preset_id} onChange={(event) => choose(event.target.value)} />
      </Field>
      {chosen ? (
        <ul aria-label={t('Permissions')} className="divide-y divide-line border-line border-y text-sm">
          {permission_areas
            .filter(({ area }) => grades[area])
            .map(({ area, name }) => (
              <li key={area} className="flex min-h-8 items-center justify-between gap-3">
                <span>{t(name)}</span>
                <span className="text-ink-soft text-xs">{t(grades[area] === 'write' ? 'Write' : 'Read')}</span>
              </li>
            ))}
        </ul>
      ) : (
        <PermissionPicker
          grades={grant.grades}
          onChange={(next) => onChange({ preset_id: '', grades: next })}
          grantor={grantor}
          held={held}
          of="people"
        />
      )}
    </div>
  );
}
