'use client';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import { buttonClass } from './button-class.ts';
import { Menu, MenuContent, MenuTrigger } from './dropdown-menu.tsx';

/** What else can be done with the row of that name; `children` are the menu's items. */
export function RowMenu({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useText();
  return (
    <Menu>
      <MenuTrigger aria-label={t('More for {name}', { name })} className={buttonClass({ variant: 'ghost', size: 'sm' })}>
        <Ellipsis aria-hidden size={14} />
      </MenuTrigger>
      <MenuContent>{children}</MenuContent>
    </Menu>
  );
}
