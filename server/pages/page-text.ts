import 'server-only';
import type { Metadata } from 'next';
import { cookies, headers } from 'next/headers';
import { dictionaryOf } from '#lib/messages/dictionary.ts';
import { type Language, language_cookie, pickLanguage } from '#lib/messages/language.ts';
import { createText, type Message, type Text } from '#lib/messages/text.ts';

/** The language of whoever asked for the page. */
export const pageLanguage = async (): Promise<Language> =>
  pickLanguage((await cookies()).get(language_cookie)?.value, (await headers()).get('accept-language'));

/** For what the server itself writes, such as titles. */
export const pageText = async (): Promise<Text> => {
  const language = await pageLanguage();
  return createText(language, dictionaryOf(language));
};

/** `export const generateMetadata = pageTitle('Archive');` */
export const pageTitle = (message: Message) => async (): Promise<Metadata> => ({ title: (await pageText()).t(message) });
