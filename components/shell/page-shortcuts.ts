import type { Message, Text } from '#lib/messages/text.ts';
import type { NavEntry } from './nav.ts';
import type { ShortcutGroup } from './shortcuts.ts';

interface PageKeys {
  title: Message;
  shortcuts: readonly { keys: string; label: Message }[];
}

/** Keys that one page understands beside those of every page, by its address. */
const keys_of_pages: Readonly<Record<string, PageKeys>> = {
  '/fleet': {
    title: 'Fleet page',
    shortcuts: [
      { keys: '/', label: 'Search; letters and digits typed in the table do too' },
      { keys: '↓', label: 'Next vehicle; from the search, into the table' },
      { keys: 'space', label: 'Select the vehicle, or no longer' },
      { keys: 'enter', label: 'Open the vehicle' },
      { keys: 'shift+space', label: 'Mark the vehicle for a bulk action' },
      { keys: 'shift+↓', label: 'Mark one vehicle after another' },
      { keys: 'mod+a', label: 'Mark the whole list' },
      { keys: 'alt+→', label: 'At the head of a column: move the column' },
      { keys: 'alt+shift+→', label: 'At the head of a column: widen the column' },
      { keys: 'esc', label: 'Clear the selection' },
    ],
  },
};

export const pageShortcuts = (path: string, { t }: Text): readonly ShortcutGroup[] => {
  const page = keys_of_pages[path];
  return page ? [{ title: t(page.title), shortcuts: page.shortcuts.map(({ keys, label }) => ({ keys, label: t(label) })) }] : [];
};

/** Keys that every page understands. */
export const commonShortcuts = (entries: readonly NavEntry[], { t }: Text): ShortcutGroup => ({
  title: t('Everywhere'),
  shortcuts: [
    { keys: 'mod+k', label: t('Find a vehicle, page or action') },
    ...entries.map((entry) => ({ keys: entry.shortcut, label: t('Go to {page}', { page: t(entry.label) }) })),
    { keys: 'g i', label: t('Go to {page}', { page: t('Inbox') }) },
    { keys: 'alt+t', label: t('Go to the messages, to undo') },
    { keys: '?', label: t('This help') },
    { keys: 'esc', label: t('Close what is open') },
  ],
});
