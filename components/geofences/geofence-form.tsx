'use client';
import { type FormEvent, useState } from 'react';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Geofence } from '#lib/contract/geofences.ts';
import { vehicle_types } from '#lib/display.ts';
import type { VehicleType } from '#lib/domain/vehicle-enums.ts';
import { CornerFields } from './corner-fields.tsx';
import { changeKind, type Draft, draftFault, shapeOf } from './draft.ts';
import type { GeofenceActions } from './geofence-actions.ts';
import { wordsOf } from './geofence-words.ts';

export interface GeofenceFormProps extends Pick<GeofenceActions, 'createGeofence' | 'replaceGeofence'> {
  /** Absent: a new one. */
  geofence: Geofence | undefined;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onSaved: (geofence: Geofence) => void;
  onCancel: () => void;
}

const types = Object.keys(vehicle_types) as VehicleType[];

export function GeofenceForm({ geofence, draft, onDraft, onSaved, onCancel, ...actions }: GeofenceFormProps) {
  const { t } = useText();
  const [name, setName] = useState(geofence?.name ?? '');
  const [tags, setTags] = useState((geofence?.vehicle_filter?.tags ?? []).join(', '));
  const [makes, setMakes] = useState((geofence?.vehicle_filter?.brand ?? []).join(', '));
  const [chosen, setChosen] = useState<readonly VehicleType[]>(geofence?.vehicle_filter?.vehicle_type ?? []);
  const [tried, setTried] = useState(false);
  const { busy, problem, act } = useAct();
  const fault = draftFault(draft);
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const shape = shapeOf(draft);
    if (fault || !shape || name.trim() === '') return;
    const filter = { tags: wordsOf(tags), brand: wordsOf(makes), vehicle_type: chosen.length > 0 ? [...chosen] : undefined };
    const vehicle_filter = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    const body = { name: name.trim(), shape, ...(Object.keys(vehicle_filter).length > 0 && { vehicle_filter }) };
    void act(
      () => (geofence ? actions.replaceGeofence({ params: { geofence_id: geofence.id }, body }) : actions.createGeofence({ body })),
      onSaved,
    );
  };
  const toggle = (type: VehicleType) =>
    setChosen((before) => (before.includes(type) ? before.filter((one) => one !== type) : [...before, type]));
  return (
    <form
      onSubmit={save}
      noValidate
      aria-label={geofence ? t('Edit {name}', { name: geofence.name }) : t('New geofence')}
      className="flex flex-col gap-4 p-4"
    >
      <Field label={t('Name')} required error={tried && name.trim() === '' && t('A geofence needs a name.')}>
        <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
      </Field>
      <div className="flex flex-col gap-2">
        <Segmented
          label={t('Shape')}
          value={draft.kind}
          onChange={(kind) => onDraft(changeKind(draft, kind))}
          segments={[
            { value: 'circle', label: t('Circle') },
            { value: 'polygon', label: t('Polygon') },
          ]}
          className="self-start"
        />
        <p className="text-ink-faint text-xs">
          {t(
            draft.kind === 'circle'
              ? 'Click on the map to set the centre; drag it to move it.'
              : 'Click on the map for each corner; drag corners to move them.',
          )}
        </p>
      </div>
      <CornerFields draft={draft} onChange={onDraft} />
      {draft.kind === 'circle' && (
        <Field label={t('Radius in metres')} required>
          <Input
            type="number"
            inputMode="numeric"
            min={10}
            max={500000}
            value={String(draft.radius_in_meters || '')}
            onChange={(event) => onDraft({ ...draft, radius_in_meters: Number(event.target.value) })}
          />
        </Field>
      )}
      {fault && tried && (
        <p role="alert" className="text-danger-ink text-sm">
          {t(fault)}
        </p>
      )}
      <details open={geofence?.vehicle_filter !== undefined}>
        <summary className="cursor-pointer rounded-sm font-medium text-sm">{t('Only some vehicles')}</summary>
        <div className="mt-2 flex flex-col gap-3">
          <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
            <legend className="mb-1 font-medium text-sm">{t('Vehicle types')}</legend>
            {types.map((type) => (
              <Checkbox key={type} label={t(vehicle_types[type].label)} checked={chosen.includes(type)} onChange={() => toggle(type)} />
            ))}
          </fieldset>
          <Field label={t('Makes')} hint={t('Separated by commas; one of them')}>
            <Input value={makes} maxLength={500} onChange={(event) => setMakes(event.target.value)} />
          </Field>
          <Field label={t('Tags')} hint={t('Separated by commas; all of them')}>
            <Input value={tags} maxLength={500} onChange={(event) => setTags(event.target.value)} />
          </Field>
        </div>
      </details>
      <ProblemNote problem={problem} />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('Cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t('Save geofence')}
        </Button>
      </div>
    </form>
  );
}
