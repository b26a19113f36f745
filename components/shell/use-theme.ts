'use client';
import { useSyncExternalStore } from 'react';
import { keepCookie } from './keep-cookie.ts';
import { parseTheme, type ThemeChoice, theme_cookie, themeAttribute } from './theme.ts';

const dark_query = '(prefers-color-scheme: dark)';

const subscribe = (listener: () => void) => {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const query = matchMedia(dark_query);
  query.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    query.removeEventListener('change', listener);
  };
};

const readChoice = (): ThemeChoice => parseTheme(document.documentElement.dataset.theme);

const readTheme = (): 'light' | 'dark' => {
  const choice = readChoice();
  if (choice !== 'system') return choice;
  return matchMedia(dark_query).matches ? 'dark' : 'light';
};

/** Applies at once and is kept in a cookie, so that the server renders the next page right. */
export const chooseTheme = (choice: ThemeChoice): void => {
  const attribute = themeAttribute(choice);
  if (attribute) document.documentElement.dataset.theme = attribute;
  else delete document.documentElement.dataset.theme;
  keepCookie(theme_cookie, choice);
};

/** What the person chose; `initial` is the server's reading of the cookie. */
export const useThemeChoice = (initial: ThemeChoice): ThemeChoice => useSyncExternalStore(subscribe, readChoice, () => initial);

/** What is on screen now: for drawings that style sheets do not reach, such as the map. */
export const useTheme = (): 'light' | 'dark' => useSyncExternalStore(subscribe, readTheme, () => 'light');
