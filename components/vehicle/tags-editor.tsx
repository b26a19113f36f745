'use client';
import clsx from 'clsx';
import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { Text } from '#lib/messages/text.ts';
import { applyTagChange, type TagChange, undoTagChange } from './tag-change.ts';
import { TagPicker } from './tag-picker.tsx';
import type { VehicleActions } from './vehicle-actions.ts';

export interface TagsEditorProps {
  vehicle: Vehicle;
  /** Absent: read only. */
  setTags?: VehicleActions['setTags'] | undefined;
  onSaved: (vehicle: Vehicle) => void;
}

const changeText = (change: TagChange, { t }: Text): string =>
  'add' in change ? t('Tag “{tag}” added', { tag: change.add }) : t('Tag “{tag}” removed', { tag: change.remove });

/** The vehicle's tags; each change is saved at once and can be taken back. */
export function TagsEditor({ vehicle, setTags, onSaved }: TagsEditorProps) {
  const text = useText();
  const { t } = text;
  const [busy, setBusy] = useState(false);
  const newest = useRef(vehicle);
  newest.current = vehicle;

  const save = async (change: TagChange, undoable: boolean) => {
    if (!setTags) return;
    setBusy(true);
    const tags = applyTagChange(newest.current.tags, change);
    const result = await setTags({ params: { vehicle_id: vehicle.id }, body: { tags } });
    setBusy(false);
    if (!result.ok) return notify.problem(result.problem, text);
    newest.current = result.data;
    onSaved(result.data);
    const undo = { action: { label: t('Undo'), onClick: () => void save(undoTagChange(change), false) } };
    notify.done(changeText(change, text), undoable ? undo : {});
  };

  if (!setTags && vehicle.tags.length === 0) return null;
  return (
    <section aria-label={t('Tags')} className="flex flex-wrap items-center gap-1">
      <ul className="contents">
        {vehicle.tags.map((tag) => (
          <li
            key={tag}
            className={clsx(
              'inline-flex h-5 max-w-48 items-center rounded-sm bg-neutral-soft pl-1.5 text-neutral-ink text-xs',
              setTags && 'pointer-coarse:h-9',
            )}
          >
            <span className="truncate pr-1.5 font-medium">{tag}</span>
            {setTags && (
              <button
                type="button"
                data-print="never"
                aria-label={t('Remove tag {tag}', { tag })}
                disabled={busy}
                onClick={() => void save({ remove: tag }, true)}
                className="flex h-full items-center rounded-r-sm px-1 text-ink-faint hover:bg-pressed hover:text-ink pointer-coarse:px-2.5"
              >
                <X aria-hidden size={11} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {setTags && <TagPicker tags={vehicle.tags} onPick={(tag) => void save({ add: tag }, true)} />}
    </section>
  );
}
