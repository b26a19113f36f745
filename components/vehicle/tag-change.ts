import type { Text } from '#lib/messages/text.ts';

export const tag_limits = { tags: 20, characters: 50 } as const;

/** One change of a list of tags: applied to the list as it is at that moment, so that tags of others stay. */
export type TagChange = { add: string } | { remove: string };

export const applyTagChange = (tags: readonly string[], change: TagChange): string[] => {
  if ('remove' in change) return tags.filter((tag) => tag !== change.remove);
  return tags.includes(change.add) ? [...tags] : [...tags, change.add];
};

export const undoTagChange = (change: TagChange): TagChange => ('add' in change ? { remove: change.add } : { add: change.remove });

/** Why the text cannot become a tag; undefined when it can. */
export const tagProblem = (tags: readonly string[], text: string, { t }: Text): string | undefined => {
  const tag = text.trim();
  if (tag === '') return t('Write a tag.');
  if (tag.length > tag_limits.characters) return t('At most {count} characters.', { count: tag_limits.characters });
  if (tags.includes(tag)) return t('The vehicle has this tag.');
  return tags.length >= tag_limits.tags ? t('At most {count} tags.', { count: tag_limits.tags }) : undefined;
};
