'use client';
import clsx from 'clsx';
import { Ellipsis } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '#components/ui/dropdown-menu.tsx';
import { iconOf } from '#components/ui/icon.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { command_display } from '#lib/display.ts';
import { type CommandCapability, commandDefinition } from '#lib/domain/command.ts';

export interface CommandButtonsProps {
  groups: readonly (readonly CommandCapability[])[];
  /** Why none can be sent now; they stay reachable, so that the reason can be heard. */
  blocked_reason: string | undefined;
  blocked_reason_id: string;
  sending: CommandCapability | undefined;
  compact: boolean;
  onChoose: (command: CommandCapability) => void;
}

/** Groups of the compact bar that show as buttons; the others are in the menu. */
const compact_groups = 3;

const inMenu = (group: readonly CommandCapability[], index: number, compact: boolean): boolean =>
  group.every((command) => commandDefinition(command).off_by_default) || (compact && index >= compact_groups);

const danger = (command: CommandCapability): string | undefined =>
  command_display[command].tone === 'danger' ? 'text-danger-ink!' : undefined;

/** One button per command, opposites joined; the rare ones in a menu. */
export function CommandButtons({ groups, blocked_reason, blocked_reason_id, sending, compact, onChoose }: CommandButtonsProps) {
  const { t } = useText();
  const shown = groups.filter((group, index) => !inMenu(group, index, compact));
  const rare = groups.filter((group, index) => inMenu(group, index, compact)).flat();
  const held = blocked_reason ? { 'aria-disabled': true, 'aria-describedby': blocked_reason_id, title: blocked_reason } : {};
  const choose = (command: CommandCapability) => {
    if (!blocked_reason) onChoose(command);
  };
  return (
    <div className={clsx('flex flex-wrap', compact ? 'gap-1.5' : 'gap-2')}>
      {shown.map((group) => (
        <span key={group[0]} className="inline-flex max-w-full">
          {group.map((command) => (
            <Button
              key={command}
              size={compact ? 'sm' : 'md'}
              icon={iconOf(command_display[command].icon)}
              busy={sending === command}
              {...held}
              onClick={() => choose(command)}
              className={clsx('-ml-px rounded-none first:ml-0 first:rounded-l-md last:rounded-r-md focus-visible:z-1', danger(command))}
            >
              {t(command_display[command].verb)}
            </Button>
          ))}
        </span>
      ))}
      {rare.length > 0 && (
        <Menu>
          <MenuTrigger asChild>
            <IconButton label={t('More commands')} icon={Ellipsis} variant="secondary" size={compact ? 'sm' : 'md'} />
          </MenuTrigger>
          <MenuContent align="start">
            {rare.map((command) => (
              <MenuItem
                key={command}
                icon={command_display[command].icon}
                danger={command_display[command].tone === 'danger'}
                disabled={blocked_reason !== undefined}
                onSelect={() => choose(command)}
              >
                {t(command_display[command].label)}
              </MenuItem>
            ))}
          </MenuContent>
        </Menu>
      )}
    </div>
  );
}
