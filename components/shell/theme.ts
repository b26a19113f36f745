import type { Message } from '#lib/messages/text.ts';

export const theme_choices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof theme_choices)[number];

export const theme_cookie = 'theme';

export const theme_labels: Record<ThemeChoice, Message> = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** Reads the cookie's value; anything unknown follows the system. */
export const parseTheme = (value: string | null | undefined): ThemeChoice => theme_choices.find((choice) => choice === value) ?? 'system';

/** Value of `data-theme` on the root element; `system` has none, so that the style sheet follows `prefers-color-scheme`. */
export const themeAttribute = (choice: ThemeChoice): 'light' | 'dark' | undefined => (choice === 'system' ? undefined : choice);
