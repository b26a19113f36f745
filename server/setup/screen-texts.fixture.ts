import { type ModuleItem, parseSync } from '@swc/core';

/** Attributes whose value a person reads or hears. */
const read_attributes = new Set([
  'aria-label',
  'aria-description',
  'alt',
  'confirm_label',
  'description',
  'error',
  'heading',
  'hint',
  'label',
  'placeholder',
  'search_placeholder',
  'summary',
  'title',
]);
/** Properties of a table or of options that hold a text for a person: `{ label: 'Plate' }`. */
const read_properties = new Set(['description', 'error', 'heading', 'hint', 'label', 'note', 'placeholder', 'sentence', 'title']);
/** `notify.done('Saved')` */
const speakers = new Set(['done', 'warn', 'tell']);
const has_words = /\p{L}{2}/u;
/** Labels begin large; what begins small in a table is a key or a class. */
const begins_large = /^\P{L}*\p{Lu}/u;

type Syntax = { type?: string; [name: string]: unknown };
const isSyntax = (value: unknown): value is Syntax => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const nodes = (value: unknown): Syntax[] => (Array.isArray(value) ? value.filter(isSyntax) : []);
const nameOf = (value: unknown): string => (isSyntax(value) ? textOf(value.value) : '');

/** What an expression may turn out to be, as far as it stands there in words: either side of a choice, the pieces of a template. */
const spelledOut = (value: unknown): string[] => {
  if (!isSyntax(value)) return [];
  if (value.type === 'StringLiteral') return [textOf(value.value)];
  if (value.type === 'TemplateLiteral') return nodes(value.quasis).map(({ raw }) => textOf(raw));
  if (value.type === 'ConditionalExpression') return [...spelledOut(value.consequent), ...spelledOut(value.alternate)];
  if (value.type === 'ParenthesisExpression' || value.type === 'JSXExpressionContainer') return spelledOut(value.expression);
  if (value.type !== 'BinaryExpression') return [];
  if (value.operator === '&&') return spelledOut(value.right);
  return ['||', '??', '+'].includes(textOf(value.operator)) ? [...spelledOut(value.left), ...spelledOut(value.right)] : [];
};

const isSpeaker = (callee: unknown): boolean =>
  isSyntax(callee) &&
  callee.type === 'MemberExpression' &&
  isSyntax(callee.object) &&
  callee.object.value === 'notify' &&
  speakers.has(nameOf(callee.property));

/** Begins large, goes on small and with a second word: `The unit is gone`, and no key, class, format or import. */
const is_sentence = /^\p{Lu}\p{Ll}*[,:;]? +.*\p{L}/u;

const isError = (node: Syntax): boolean => node.type === 'NewExpression' && /(Error|Failure|Mismatch)$/.test(nameOf(node.callee));
const isTranslated = (node: Syntax): boolean =>
  node.type === 'CallExpression' &&
  ['t', 'count', 'translate'].includes(isSyntax(node.callee) ? nameOf(node.callee.property) || nameOf(node.callee) : '');

const wordsIn = (node: Syntax): string[] => {
  if (node.type === 'JSXText') return [textOf(node.value)];
  if (node.type === 'JSXElement' || node.type === 'JSXFragment')
    return nodes(node.children).flatMap((child) => (child.type === 'JSXExpressionContainer' ? spelledOut(child) : []));
  if (node.type === 'JSXAttribute') return read_attributes.has(nameOf(node.name)) ? spelledOut(node.value) : [];
  if (node.type === 'KeyValueProperty') return read_properties.has(nameOf(node.key)) ? spelledOut(node.value) : [];
  if (node.type === 'CallExpression' && isSpeaker(node.callee))
    return nodes(node.arguments).flatMap(({ expression }) => spelledOut(expression));
  return [];
};

type IsKnown = (text: string) => boolean;

const bareWords = (node: Syntax, known: IsKnown): string[] => {
  const words = wordsIn(node).filter((text) => has_words.test(text));
  const said = node.type === 'KeyValueProperty' ? words.filter((text) => begins_large.test(text) && !known(text)) : words;
  return [...said, ...spelledOut(node).filter((text) => is_sentence.test(text) && !known(text))].map((text) => text.trim());
};

/**
 * Words that a source file says in one language: `<p>Hello</p>`, `<b title="Hello" />`, `{late ? 'Late' : 'On time'}`, `notify.done('Saved')`,
 * `{ label: 'Plate' }`, and whole sentences wherever they stand. What `known` holds is a message that screens pass through `t`, so it may stand in a
 * table.
 */
export const bareTexts = (source: string, known: IsKnown = () => false, tsx = true): string[] => {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    if (!isSyntax(value) || isError(value) || isTranslated(value)) return;
    for (const text of bareWords(value, known)) found.add(text);
    for (const each of Object.values(value)) visit(each);
  };
  const body: ModuleItem[] = parseSync(source, { syntax: 'typescript', tsx }).body;
  visit(body);
  return [...found];
};
