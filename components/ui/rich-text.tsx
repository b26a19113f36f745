'use client';
import { createElement, Fragment, type ReactNode } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import type { Message } from '#lib/messages/text.ts';

/** A message whose placeholders are elements: `<RichText message="Quote {id}" parts={{ id: <code>…</code> }} />`. */
export function RichText({ message, parts }: { message: Message; parts: Readonly<Record<string, ReactNode>> }) {
  const { t } = useText();
  const pieces = t(message).split(/\{(\w+)\}/);
  return createElement(Fragment, undefined, ...pieces.map((piece, index) => (index % 2 === 0 ? piece : parts[piece])));
}
