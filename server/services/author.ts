import type { Actor } from '#lib/domain/access.ts';
import type { Initiator } from '#lib/domain/command-schema.ts';

interface AuthorColumns {
  author_type: string;
  author_id: string;
  author_name: string;
}

/** Who wrote a row, as its columns keep it: the name as it was then. */
export const authorColumns = ({ type, id, name }: Actor): AuthorColumns => ({ author_type: type, author_id: id, author_name: name });

export const authorOf = ({ author_type, author_id, author_name }: AuthorColumns): Initiator => ({
  type: author_type as Initiator['type'],
  id: author_id,
  name: author_name,
});
