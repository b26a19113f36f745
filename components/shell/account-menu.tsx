'use client';
import { LogOut } from 'lucide-react';
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { parseTheme, type ThemeChoice, theme_choices, theme_labels } from './theme.ts';
import { chooseTheme, useThemeChoice } from './use-theme.ts';
import type { Viewer } from './viewer.ts';

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0).toUpperCase() ?? '').join('') || '?';
};

export interface AccountMenuProps {
  viewer: Viewer;
  theme: ThemeChoice;
  onSignOut: () => void;
}

export function AccountMenu({ viewer, theme, onSignOut }: AccountMenuProps) {
  const choice = useThemeChoice(theme);
  return (
    <Menu>
      <MenuTrigger className="flex size-8 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-ink text-xs hover:bg-pressed pointer-coarse:size-10">
        <span aria-hidden>{initials(viewer.name)}</span>
        <span className="sr-only">Account of {viewer.name}</span>
      </MenuTrigger>
      <MenuContent className="w-60">
        <div className="px-2 py-1.5">
          <p className="truncate font-semibold">{viewer.name}</p>
          <p className="truncate text-ink-soft text-xs">{viewer.email}</p>
          {viewer.preset && <p className="mt-0.5 truncate text-ink-faint text-xs">{viewer.preset}</p>}
        </div>
        <MenuSeparator />
        <MenuLabel>Colours</MenuLabel>
        <MenuRadioGroup value={choice} onValueChange={(value) => chooseTheme(parseTheme(value))}>
          {theme_choices.map((each) => (
            <MenuRadioItem key={each} value={each} onSelect={(event) => event.preventDefault()}>
              {theme_labels[each]}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem onSelect={onSignOut}>
          <span className="flex items-center gap-2">
            <LogOut aria-hidden size={14} className="text-ink-faint" />
            Sign out
          </span>
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
