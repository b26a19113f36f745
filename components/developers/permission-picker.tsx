'use client';
import { Field } from '#components/ui/field.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Select } from '#components/ui/select.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { type Permission, preset_names, presetPermissions } from '#lib/domain/access.ts';
import { permission_areas } from '#lib/domain/permission-areas.ts';
import type { Message } from '#lib/messages/text.ts';
import { choosable, type Grade, type Grades, type Grantee, within } from './permission-grades.ts';

const grade_labels: Record<Grade, Message> = { none: 'permission|None', read: 'Read', write: 'Write' };

export interface PermissionPickerProps {
  grades: Grades;
  onChange: (grades: Grades) => void;
  /** What the person holds who grants. */
  grantor: readonly Permission[];
  /** What the client or person holds until now. */
  held: readonly Permission[];
  of?: Grantee;
}

/** A line per area: nothing, reading, or writing too. What the person cannot grant is not offered. */
export function PermissionPicker({ grades, onChange, grantor, held, of = 'clients' }: PermissionPickerProps) {
  const { t, translate } = useText();
  const offered = permission_areas.map((area) => ({ ...area, choices: choosable(area.area, grantor, held, of) }));
  const rows = offered.filter(({ choices }) => choices.length > 1);
  const presets = preset_names.map((value) => ({ value, label: translate(value) }));
  return (
    <div className="flex flex-col gap-3">
      <Field
        label={t('Start from a preset')}
        optional_mark={false}
        hint={t('Replaces the choice below by as much of the preset as you may grant.')}
      >
        <Select
          placeholder={t('Choose…')}
          options={presets}
          value=""
          onChange={(event) => {
            const preset = preset_names.find((name) => name === event.target.value);
            if (preset) onChange(within(presetPermissions(preset), grantor, held, of));
          }}
        />
      </Field>
      <fieldset>
        <legend className="mb-1 font-medium text-sm">{t('Permissions')}</legend>
        <ul className="divide-y divide-line border-line border-y">
          {rows.map(({ area, name, covers, choices }) => (
            <li key={area} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-1.5">
              <div className="min-w-0 flex-1 basis-52 max-sm:basis-full">
                <p>{t(name)}</p>
                <p className="text-ink-faint text-xs">{t(covers)}</p>
              </div>
              <Segmented
                label={t(name)}
                value={grades[area] ?? 'none'}
                onChange={(grade) => onChange({ ...grades, [area]: grade })}
                segments={choices.map((value) => ({ value, label: t(grade_labels[value]) }))}
              />
            </li>
          ))}
        </ul>
      </fieldset>
    </div>
  );
}
