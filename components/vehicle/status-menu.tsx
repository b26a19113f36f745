'use client';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuContent, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuTrigger } from '#components/ui/dropdown-menu.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { notify } from '#components/ui/toast.tsx';
import type { ActionResult } from '#lib/client/action-result.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { StatusDisplay } from '#lib/display.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';

const chip = 'inline-flex h-7 items-center gap-1.5 rounded-md border border-line bg-surface px-2 font-medium text-xs pointer-coarse:h-9';

export const StatusChip = ({ name, status }: { name: string; status: StatusDisplay }) => (
  <span className={chip}>
    <span className="sr-only">{name}:</span>
    <StatusDot status={status} />
  </span>
);

export interface StatusMenuProps<V extends string> {
  name: string;
  value: V;
  statuses: Record<V, StatusDisplay>;
  save: (value: V) => Promise<ActionResult<Vehicle>>;
  onSaved: (vehicle: Vehicle) => void;
}

/** A status that a click changes; the change can be taken back from the message. */
export function StatusMenu<V extends string>({ name, value, statuses, save, onSaved }: StatusMenuProps<V>) {
  const text = useText();
  const { t } = text;
  const [saving, setSaving] = useState(false);
  const change = async (next: V, previous?: V) => {
    setSaving(true);
    const result = await save(next);
    setSaving(false);
    if (!result.ok) return notify.problem(result.problem, text);
    onSaved(result.data);
    const undo = previous && { action: { label: t('Undo'), onClick: () => void change(previous) } };
    notify.done(`${name}: ${t(statuses[next].label)}`, undo ?? {});
  };
  const choose = (chosen: string) => {
    const next = (Object.keys(statuses) as V[]).find((candidate) => candidate === chosen);
    if (!saving && next && next !== value) void change(next, value);
  };
  return (
    <Menu>
      <MenuTrigger className={`${chip} hover:bg-hover`} aria-busy={saving}>
        <span className="sr-only">{name}:</span>
        <StatusDot status={statuses[value]} />
        {saving ? <Spinner size={12} /> : <ChevronDown aria-hidden size={12} className="text-ink-faint" />}
      </MenuTrigger>
      <MenuContent align="start">
        <MenuLabel>{name}</MenuLabel>
        <MenuRadioGroup value={value} onValueChange={choose}>
          {(Object.keys(statuses) as V[]).map((candidate) => (
            <MenuRadioItem key={candidate} value={candidate}>
              <StatusDot status={statuses[candidate]} />
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
