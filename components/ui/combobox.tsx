'use client';
import clsx from 'clsx';
import { Command } from 'cmdk';
import { Check, ChevronsUpDown, Search } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import { control_class } from './control-class.ts';
import { useFieldControl } from './field.tsx';
import { floating_class, option_class } from './floating-class.ts';

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string;
  /** Words that also find it. */
  keywords?: string[];
}

export interface ComboboxProps {
  options: readonly ComboboxOption[];
  value: string | undefined;
  onChange: (value: string) => void;
  placeholder?: string;
  search_placeholder?: string;
  empty_text?: string;
  disabled?: boolean;
  /** Accessible name when no `Field` gives one. */
  label?: string;
}

/** A choice from a long list, found by typing. */
export function Combobox(props: ComboboxProps) {
  const { t } = useText();
  const { options, value, onChange, placeholder = t('Choose…'), search_placeholder = t('Search…'), label } = props;
  const [open, setOpen] = useState(false);
  const control = useFieldControl({});
  const chosen = options.find((option) => option.value === value);
  const choose = (option: ComboboxOption) => {
    onChange(option.value);
    setOpen(false);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        id={control.id}
        aria-describedby={control['aria-describedby']}
        aria-invalid={control['aria-invalid']}
        aria-label={label && `${label}: ${chosen?.label ?? placeholder}`}
        disabled={props.disabled === true}
        className={clsx(control_class, 'flex h-8 items-center justify-between gap-2 text-left pointer-coarse:h-10')}
      >
        <span className={clsx('truncate', !chosen && 'text-ink-faint')}>{chosen?.label ?? placeholder}</span>
        <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-ink-faint" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={label ?? t('Choose')}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className={clsx(floating_class, 'w-(--radix-popover-trigger-width) min-w-56')}
        >
          <Command label={search_placeholder} loop vimBindings={false}>
            <div className="flex items-center gap-2 border-line border-b px-2.5">
              <Search aria-hidden size={14} className="shrink-0 text-ink-faint" />
              <Command.Input
                placeholder={search_placeholder}
                className="h-8 w-full bg-transparent text-sm outline-none pointer-coarse:h-10"
              />
            </div>
            <Command.List className="max-h-64 overflow-y-auto p-1">
              <Command.Empty className="px-2 py-3 text-center text-ink-faint">{props.empty_text ?? t('Nothing found')}</Command.Empty>
              {options.map((option) => (
                <Command.Item
                  key={option.value}
                  value={option.value}
                  keywords={[option.label, option.hint ?? '', ...(option.keywords ?? [])]}
                  onSelect={() => choose(option)}
                  className={option_class}
                >
                  <Check aria-hidden size={14} className={clsx('shrink-0', option.value !== value && 'invisible')} />
                  <span className="min-w-0 flex-1 truncate">{option.label}</span>
                  {option.hint && <span className="shrink-0 text-ink-faint text-xs">{option.hint}</span>}
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
