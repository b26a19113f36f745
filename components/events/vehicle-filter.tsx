'use client';
import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Search, X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { option_class } from '#components/ui/floating-class.ts';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { vehicleLabel } from './vehicle-label.ts';

export interface VehicleFilterProps {
  vehicle_id: string | undefined;
  label: string | undefined;
  onChange: (vehicle: Vehicle | undefined) => void;
}

const shown = 12;

/** Narrows the feed to one vehicle, found by plate, VIN, id or name. */
export function VehicleFilter({ vehicle_id, label, onChange }: VehicleFilterProps) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['listVehicles', { q, limit: shown }],
    queryFn: ({ signal }) => call('listVehicles', { query: { limit: shown, sort: 'license_plate', ...(q && { q }) } }, signal),
    enabled: open,
    placeholderData: (before) => before,
  });
  const [marked, setMarked] = useState('');
  const items = found.data?.items ?? [];
  // The first hit is marked as soon as it arrives, so that Enter takes it.
  const current = items.some(({ id }) => id === marked) ? marked : (items[0]?.id ?? '');
  if (vehicle_id)
    return (
      <Button
        size="sm"
        onClick={() => onChange(undefined)}
        aria-label={t('Vehicle {label}: show all vehicles', { label: label ?? vehicle_id })}
      >
        {label ?? vehicle_id} <X aria-hidden size={13} />
      </Button>
    );
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm">
          <Search aria-hidden size={13} /> {t('All vehicles')}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={t('Find a vehicle')} className="w-72 p-0!">
        <Command label={t('Vehicle')} shouldFilter={false} loop vimBindings={false} value={current} onValueChange={setMarked}>
          <Command.Input
            value={text}
            onValueChange={setText}
            maxLength={100}
            placeholder={t('Plate, VIN, id or name')}
            className="h-9 w-full border-line border-b bg-transparent px-3 text-sm outline-none"
          />
          <Command.List className="max-h-72 overflow-y-auto p-1">
            <Command.Empty className="px-2 py-3 text-center text-ink-faint">
              {t(found.isError ? 'Vehicles could not be loaded' : found.isPending ? 'Looking…' : 'No vehicle found')}
            </Command.Empty>
            {items.map((vehicle) => (
              <Command.Item
                key={vehicle.id}
                value={vehicle.id}
                onSelect={() => {
                  setOpen(false);
                  setText('');
                  onChange(vehicle);
                }}
                className={option_class}
              >
                <span className="min-w-0 flex-1 truncate">{vehicleLabel(vehicle)}</span>
                <span className="truncate text-ink-faint text-xs">
                  {[vehicle.master_data.brand, vehicle.master_data.model].filter(Boolean).join(' ') || vehicle.id}
                </span>
              </Command.Item>
            ))}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
