import { type ModuleItem, parseSync } from '@swc/core';

/** Attributes whose value a person reads or hears. */
const read_attributes = new Set([
  'aria-label',
  'aria-description',
  'alt',
  'description',
  'heading',
  'hint',
  'label',
  'placeholder',
  'summary',
  'title',
]);
const has_words = /\p{L}{2}/u;

type Syntax = { type?: string; [name: string]: unknown };
const isSyntax = (value: unknown): value is Syntax => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const wordsIn = (node: Syntax): string | undefined => {
  if (node.type === 'JSXText') return textOf(node.value).trim();
  if (node.type !== 'JSXAttribute') return undefined;
  const [name, value] = [node.name, node.value].map((part) => (isSyntax(part) ? part : {}));
  return read_attributes.has(textOf(name?.value)) && value?.type === 'StringLiteral' ? textOf(value.value) : undefined;
};

/** Words written into the elements of a source file, which no reader of another language could read: `<p>Hello</p>`, `<b title="Hello" />`. */
export const bareTexts = (source: string): string[] => {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    if (!isSyntax(value) || Array.isArray(value)) return;
    const words = wordsIn(value);
    if (words !== undefined && has_words.test(words)) found.push(words);
    for (const each of Object.values(value)) if (isSyntax(each)) visit(each);
  };
  const body: ModuleItem[] = parseSync(source, { syntax: 'typescript', tsx: true }).body;
  visit(body);
  return found;
};
