'use client';
import { Command } from 'cmdk';
import { CarFront, Search, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect, useMemo, useState } from 'react';
import { option_class } from '#components/ui/floating-class.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { useFocusReturn } from '#components/ui/use-focus-return.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { makePaletteGroups, type PaletteSource } from './palette-groups.ts';
import { filterItems, type PaletteItem } from './palette-items.ts';
import { type SearchVehicles, useVehicleSearch } from './use-vehicle-search.ts';

export interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What pages and actions are made of. */
  source: PaletteSource;
  searchVehicles?: SearchVehicles;
  onVehicle: (vehicle_id: string) => void;
  /** What was typed before the palette was there. */
  typed?: string;
}

export function CommandPalette({ open, onOpenChange, ...rest }: CommandPaletteProps) {
  const focus_return = useFocusReturn();
  const { t } = useText();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <Dialog.Content
          {...focus_return}
          aria-describedby={undefined}
          className="fixed inset-x-0 top-0 z-50 mx-auto flex max-h-[80dvh] w-full animate-appear flex-col overflow-hidden border border-line bg-raised shadow-dialog sm:top-[12vh] sm:max-w-xl sm:rounded-lg"
        >
          <Dialog.Title className="sr-only">{t('Find a vehicle, page or action')}</Dialog.Title>
          <PaletteBody {...rest} onClose={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({
  source,
  searchVehicles,
  onVehicle,
  typed = '',
  onClose,
}: Omit<CommandPaletteProps, 'open' | 'onOpenChange'> & { onClose: () => void }) {
  const text = useText();
  const { t } = text;
  const [query, setQuery] = useState(typed);
  const [active, setActive] = useState('');
  const search = useVehicleSearch(query, searchVehicles);
  const shown = useMemo(() => {
    const vehicles = search.vehicles.map((vehicle) => ({
      ...vehicle,
      id: `vehicle-${vehicle.id}`,
      icon: CarFront,
      run: () => onVehicle(vehicle.id),
    }));
    const rest = makePaletteGroups(source, text).map((group) => ({ ...group, items: filterItems(group.items, query) }));
    return [{ title: t('Vehicles'), items: vehicles }, ...rest].filter((group) => group.items.length > 0);
  }, [source, onVehicle, query, search.vehicles, text, t]);
  const first = shown[0]?.items[0]?.id ?? '';
  useEffect(() => setActive(first), [first]);

  return (
    <Command
      label={t('Find')}
      shouldFilter={false}
      loop
      vimBindings={false}
      value={active}
      onValueChange={setActive}
      className="flex min-h-0 flex-col"
    >
      <div className="flex items-center gap-2.5 border-line border-b px-3.5">
        {search.state === 'searching' ? (
          <Spinner size={16} className="text-ink-faint" />
        ) : (
          <Search aria-hidden size={16} className="text-ink-faint" />
        )}
        <Command.Input
          value={query}
          onValueChange={setQuery}
          placeholder={t('Plate, VIN, vehicle id, page or action')}
          className="h-11 w-full bg-transparent text-base outline-none"
        />
        <Dialog.Close className="shrink-0 rounded-sm text-ink-faint pointer-coarse:p-2">
          <Kbd keys="esc" />
          <X aria-hidden size={16} className="hidden pointer-coarse:block" />
          <span className="sr-only">{t('Close')}</span>
        </Dialog.Close>
      </div>
      <Command.List className="min-h-0 flex-1 overflow-y-auto p-1.5">
        {search.state === 'failed' && <p className="px-2 py-1.5 text-danger-ink">{t('Vehicles cannot be searched right now.')}</p>}
        {shown.length === 0 && search.state !== 'searching' && (
          <p className="px-2 py-6 text-center text-ink-faint">{t('Nothing matches “{query}”.', { query })}</p>
        )}
        {shown.map((group) => (
          <Command.Group
            key={group.title}
            heading={group.title}
            className="**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-ink-faint **:[[cmdk-group-heading]]:text-xs"
          >
            {group.items.map((item) => (
              <Line key={item.id} item={item} onClose={onClose} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

function Line({ item, onClose }: { item: PaletteItem; onClose: () => void }) {
  const Glyph = item.icon;
  const select = () => {
    onClose();
    item.run();
  };
  return (
    <Command.Item value={item.id} onSelect={select} className={`${option_class} min-h-9!`}>
      {Glyph && <Glyph aria-hidden size={15} className="shrink-0 text-ink-faint" />}
      <span className="max-w-3/5 shrink-0 truncate">{item.label}</span>
      {item.hint && <span className="truncate text-ink-faint text-xs">{item.hint}</span>}
      {item.shortcut && (
        <span className="ml-auto pl-3">
          <Kbd keys={item.shortcut} />
        </span>
      )}
    </Command.Item>
  );
}
