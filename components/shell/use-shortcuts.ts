'use client';
import { useEffect, useEffectEvent } from 'react';
import { createShortcutReader, readKeystroke, type ShortcutActions } from './shortcuts.ts';

/** Binds shortcuts to the page for as long as the component is there. */
export const useShortcuts = (actions: ShortcutActions): void => {
  const run = useEffectEvent((event: KeyboardEvent, read: ReturnType<typeof createShortcutReader>) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const keys = read(readKeystroke(event), Object.keys(actions));
    if (keys === undefined) return;
    event.preventDefault();
    actions[keys]?.();
  });
  useEffect(() => {
    const read = createShortcutReader();
    const listen = (event: KeyboardEvent) => run(event, read);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
};
