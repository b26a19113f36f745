'use client';
import { Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { allows, type Permission } from '#lib/domain/access.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { Message } from '#lib/messages/text.ts';
import type { VehicleDialog } from './vehicle-dialogs.tsx';

export interface VehicleMenuProps {
  vehicle: Vehicle;
  /** Its unit has a password of its own. */
  has_password: boolean;
  permissions: readonly Permission[];
  /** The viewer's fleet owns it. */
  own: boolean;
  onOpen: (dialog: VehicleDialog) => void;
}

/** All that can be done with the vehicle as a whole; what is not permitted is absent. */
export function VehicleMenu({ vehicle, has_password, permissions, own, onOpen }: VehicleMenuProps) {
  const { t } = useText();
  const active = vehicle.archived_at === undefined;
  const may_act = active && allows(permissions, 'vehicle-commands');
  const may_set_up = allows(permissions, 'vehicle-lifecycle');
  const entries: [VehicleDialog, Message, boolean][] = [
    ['configuration', 'Configure…', allows(permissions, 'vehicle-configuration.ro')],
    ['position', 'Share position…', own && may_act],
    ['sharing', vehicle.sharing ? 'Sharing…' : 'Share vehicle…', own && active && allows(permissions, 'fleet-share')],
    ['model', 'Change model…', active && may_set_up],
    ['unit', 'Replace unit…', active && may_set_up],
    ['password', 'Replace unit password…', active && may_set_up && has_password],
    ['restore', 'Restore with another unit…', !active && may_set_up],
  ];
  const shown = entries.filter(([, , permitted]) => permitted);
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label={t('More')} icon={Ellipsis} variant="secondary" size="sm" />
      </MenuTrigger>
      <MenuContent>
        {allows(permissions, 'events-trips.ro') && (
          <MenuItem asChild>
            <Link href={`/events?vehicle=${vehicle.id}`}>{t('Events of this vehicle')}</Link>
          </MenuItem>
        )}
        <MenuItem onSelect={() => onOpen('capabilities')}>{t('Capabilities')}</MenuItem>
        <MenuItem onSelect={() => onOpen('raw')}>{t('Raw data')}</MenuItem>
        {shown.length > 0 && <MenuSeparator />}
        {shown.map(([dialog, label]) => (
          <MenuItem key={dialog} onSelect={() => onOpen(dialog)}>
            {t(label)}
          </MenuItem>
        ))}
        {active && may_set_up && (
          <>
            <MenuSeparator />
            <MenuItem icon="archive" danger onSelect={() => onOpen('archive')}>
              {t('Archive vehicle…')}
            </MenuItem>
          </>
        )}
      </MenuContent>
    </Menu>
  );
}
