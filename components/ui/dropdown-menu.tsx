'use client';
import clsx from 'clsx';
import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import type { IconName } from '#lib/display.ts';
import { floating_class, option_class } from './floating-class.ts';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';

/** Not modal: the page behind stays readable and does not jump. */
export const Menu = (props: ComponentProps<typeof Radix.Root>) => <Radix.Root modal={false} {...props} />;
export const MenuTrigger = Radix.Trigger;
export const MenuRadioGroup = Radix.RadioGroup;

export const MenuContent = ({ className, align = 'end', ...rest }: ComponentProps<typeof Radix.Content>) => (
  <Radix.Portal>
    <Radix.Content
      align={align}
      sideOffset={4}
      collisionPadding={8}
      {...rest}
      className={clsx(floating_class, 'max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto p-1', className)}
    />
  </Radix.Portal>
);

export interface MenuItemProps extends ComponentProps<typeof Radix.Item> {
  icon?: IconName;
  shortcut?: string;
  danger?: boolean;
  children: ReactNode;
}

export const MenuItem = ({ icon, shortcut, danger = false, className, children, asChild = false, ...rest }: MenuItemProps) => (
  <Radix.Item {...rest} asChild={asChild} className={clsx(option_class, danger && 'text-danger-ink', className)}>
    {asChild ? (
      children
    ) : (
      <>
        {icon && <Icon name={icon} size={14} className={danger ? undefined : 'text-ink-faint'} />}
        <span className="flex-1 pr-4">{children}</span>
        {shortcut && <Kbd keys={shortcut} />}
      </>
    )}
  </Radix.Item>
);

const mark = (
  <Radix.ItemIndicator className="absolute left-2">
    <Check aria-hidden size={14} />
  </Radix.ItemIndicator>
);

export const MenuRadioItem = ({ className, children, ...rest }: ComponentProps<typeof Radix.RadioItem>) => (
  <Radix.RadioItem {...rest} className={clsx(option_class, 'relative pl-8!', className)}>
    {mark}
    {children}
  </Radix.RadioItem>
);

export const MenuCheckboxItem = ({ className, children, ...rest }: ComponentProps<typeof Radix.CheckboxItem>) => (
  <Radix.CheckboxItem {...rest} className={clsx(option_class, 'relative pl-8!', className)}>
    {mark}
    {children}
  </Radix.CheckboxItem>
);

export const MenuLabel = ({ className, ...rest }: ComponentProps<typeof Radix.Label>) => (
  <Radix.Label {...rest} className={clsx('px-2 pt-2 pb-1 font-medium text-ink-faint text-xs', className)} />
);

export const MenuSeparator = () => <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
