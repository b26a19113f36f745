import { language_cookie } from '#lib/messages/language.ts';
import { keepCookie } from './keep-cookie.ts';

/** The catalogue comes with the page, so the page is asked for again. */
export const chooseLanguage = (language: string): void => {
  keepCookie(language_cookie, language);
  location.reload();
};
