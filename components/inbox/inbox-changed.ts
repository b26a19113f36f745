/** Told to the bell when something was read. */
export const inbox_changed = 'inbox-changed';
