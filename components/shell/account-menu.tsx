'use client';
import { type KeyboardEvent, useState } from 'react';
import { useFetchAtFirstGesture, useFetched } from '#components/ui/use-fetched.ts';
import { AccountBadge, account_button_class } from './account-badge.tsx';
import type { AccountMenuProps } from './account-menu-panel.tsx';

const loadPanel = () => import('./account-menu-panel.tsx').then((module) => module.AccountMenuPanel);
const at_first_gesture = [loadPanel];

/** The account's button. The menu is fetched apart from the page, and takes the button over when it first opens. */
export function AccountMenu(props: AccountMenuProps) {
  const [wanted, setWanted] = useState(false);
  const Panel = useFetched(loadPanel, wanted);
  useFetchAtFirstGesture(at_first_gesture);
  if (Panel) return <Panel {...props} />;
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    setWanted(true);
  };
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted(true)}
      onKeyDown={handleKey}
      className={account_button_class}
    >
      <AccountBadge name={props.viewer.name} />
    </button>
  );
}
