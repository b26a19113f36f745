'use client';
import { BookOpen, CircleUser, LogOut } from 'lucide-react';
import Link from 'next/link';
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
import { useText } from '#lib/client/text-provider.tsx';
import { language_names, languages } from '#lib/messages/language.ts';
import { AccountBadge, account_button_class } from './account-badge.tsx';
import { chooseLanguage } from './choose-language.ts';
import type { FleetChoice } from './fleet-choice.ts';
import { parseTheme, type ThemeChoice, theme_choices, theme_labels } from './theme.ts';
import { chooseTheme, useThemeChoice } from './use-theme.ts';
import type { Viewer } from './viewer.ts';

export interface AccountMenuProps {
  viewer: Viewer;
  theme: ThemeChoice;
  onSignOut: () => void;
  fleet_choice?: FleetChoice;
}

/** The open menu and its button: `AccountMenu` hands over to it. */
export function AccountMenuPanel({ viewer, theme, onSignOut, fleet_choice }: AccountMenuProps) {
  const choice = useThemeChoice(theme);
  const { t, translate, language } = useText();
  return (
    <Menu defaultOpen>
      <MenuTrigger className={account_button_class}>
        <AccountBadge name={viewer.name} />
      </MenuTrigger>
      <MenuContent className="w-60">
        <div className="px-2 py-1.5">
          <p className="truncate font-semibold">{viewer.name}</p>
          <p className="truncate text-ink-soft text-xs">{viewer.email}</p>
          {viewer.preset && <p className="mt-0.5 truncate text-ink-faint text-xs">{translate(viewer.preset)}</p>}
        </div>
        {fleet_choice && (
          <>
            <MenuSeparator />
            <MenuLabel>{t('Fleet')}</MenuLabel>
            <MenuRadioGroup value={viewer.fleet.id} onValueChange={fleet_choice.chooseFleet}>
              {fleet_choice.fleets.map(({ id, name }) => (
                <MenuRadioItem key={id} value={id}>
                  <span className="truncate">{name}</span>
                </MenuRadioItem>
              ))}
            </MenuRadioGroup>
          </>
        )}
        <MenuSeparator />
        <MenuLabel>{t('Colours')}</MenuLabel>
        <MenuRadioGroup value={choice} onValueChange={(value) => chooseTheme(parseTheme(value))}>
          {theme_choices.map((each) => (
            <MenuRadioItem key={each} value={each} onSelect={(event) => event.preventDefault()}>
              {t(theme_labels[each])}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuLabel>{t('Language')}</MenuLabel>
        <MenuRadioGroup value={language} onValueChange={chooseLanguage}>
          {languages.map((each) => (
            <MenuRadioItem key={each} value={each}>
              <span lang={each}>{language_names[each]}</span>
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem asChild>
          <Link href="/account" className="flex items-center gap-2">
            <CircleUser aria-hidden size={14} className="text-ink-faint" />
            {t('Account')}
          </Link>
        </MenuItem>
        <MenuItem asChild>
          <Link href="/docs" className="flex items-center gap-2">
            <BookOpen aria-hidden size={14} className="text-ink-faint" />
            {t('Documentation')}
          </Link>
        </MenuItem>
        <MenuItem onSelect={onSignOut}>
          <span className="flex items-center gap-2">
            <LogOut aria-hidden size={14} className="text-ink-faint" />
            {t('Sign out')}
          </span>
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
