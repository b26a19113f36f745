'use client';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Language } from '#lib/messages/language.ts';
import { createText, type Dictionary, type Text } from '#lib/messages/text.ts';

const TextContext = createContext<Text>(createText('en'));

/** The words of the page: `const { t, count, formatNumber } = useText()`. */
export const useText = (): Text => useContext(TextContext);

export interface TextProviderProps {
  language: Language;
  /** Left out for English. */
  dictionary?: Dictionary | undefined;
  children: ReactNode;
}

export const TextProvider = ({ language, dictionary, children }: TextProviderProps) => {
  const text = useMemo(() => createText(language, dictionary), [language, dictionary]);
  return <TextContext value={text}>{children}</TextContext>;
};
