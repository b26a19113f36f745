'use client';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { NumberInput } from '#components/ui/number-input.tsx';
import { type ChosenColumn, type ColumnId, fieldColumn, least_width_px, most_width_px } from '#lib/client/column-choice.ts';
import type { Fleet } from '#lib/client/fleet.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { resizeColumn, shiftColumn, toggleColumn } from './column-changes.ts';
import { all_columns, findColumn } from './more-columns.tsx';

export interface ColumnChooserProps {
  fleet: Fleet;
  /** Undefined for the usual ones. */
  columns: readonly ChosenColumn[] | undefined;
  /** The columns in view. */
  shownColumns: () => readonly ChosenColumn[];
  onColumns: (columns: readonly ChosenColumn[] | undefined) => void;
}

const most_keys = 50;

/** Keys of the custom fields that vehicles have, in the order of the alphabet. */
const useFieldKeys = (fleet: Fleet): readonly string[] => {
  const [keys, setKeys] = useState<readonly string[]>([]);
  useEffect(() => {
    void fleet.listFieldKeys().then((found) => {
      setKeys(found.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).slice(0, most_keys));
    });
  }, [fleet]);
  return keys;
};

/** Which columns the table has, in which order and how wide: everything that dragging does, and what it cannot. */
export const ColumnChooser = ({ fleet, columns, shownColumns, onColumns }: ColumnChooserProps) => {
  const { t } = useText();
  const keys = useFieldKeys(fleet);
  const chosen = columns ?? shownColumns();
  const labelOf = (id: ColumnId): string => {
    const label = findColumn(id)?.label ?? { key: id };
    return typeof label === 'string' ? t(label) : label.key;
  };
  const further = [...all_columns.map(({ id }) => id), ...keys.map(fieldColumn)].filter((id) => !chosen.some((one) => one.id === id));
  return (
    <div className="flex flex-col gap-2">
      <ul aria-label={t('Columns of the table')} className="flex max-h-80 flex-col overflow-y-auto">
        {chosen.map(({ id, width_px }, index) => (
          <li key={id} className="flex min-h-8 items-center gap-1">
            <Checkbox
              label={labelOf(id)}
              checked
              onChange={() => onColumns(toggleColumn(chosen, id))}
              className="min-w-0 flex-1 truncate"
            />
            <span className="w-18 shrink-0">
              <NumberInput
                step={10}
                min={least_width_px}
                max={most_width_px}
                value={width_px ?? findColumn(id)?.width}
                onChange={(width) => width > 0 && onColumns(resizeColumn(chosen, id, width))}
                aria-label={t('Width of {column} in pixels', { column: labelOf(id) })}
                className="h-7! px-1.5! text-right"
              />
            </span>
            <IconButton
              size="sm"
              icon={ArrowUp}
              label={t('Move {column} to the left', { column: labelOf(id) })}
              disabled={index === 0}
              onClick={() => onColumns(shiftColumn(chosen, id, -1))}
            />
            <IconButton
              size="sm"
              icon={ArrowDown}
              label={t('Move {column} to the right', { column: labelOf(id) })}
              disabled={index === chosen.length - 1}
              onClick={() => onColumns(shiftColumn(chosen, id, 1))}
            />
          </li>
        ))}
      </ul>
      {further.length > 0 && (
        <fieldset className="min-w-0 border-line border-t pt-2">
          <legend className="sr-only">{t('Further columns')}</legend>
          <div className="grid max-h-48 grid-cols-2 gap-x-3 overflow-y-auto">
            {further.map((id) => (
              <Checkbox
                key={id}
                label={labelOf(id)}
                checked={false}
                onChange={() => onColumns(toggleColumn(chosen, id))}
                className="min-h-7.5 min-w-0 truncate"
              />
            ))}
          </div>
        </fieldset>
      )}
      <div className="flex items-center justify-between gap-2 border-line border-t pt-2">
        <p className="text-ink-faint text-xs">{t('Kept on this device and in the address.')}</p>
        <Button size="sm" variant="ghost" disabled={columns === undefined} onClick={() => onColumns(undefined)}>
          {t('Usual columns')}
        </Button>
      </div>
    </div>
  );
};
