import type { OperationId } from '#lib/contract/operations.ts';
import type { BoundFigures } from '#lib/domain/process-figures.ts';
import { createByteCache } from '#server/services/byte-cache.ts';
import type { TextPart } from '#server/services/call.ts';
import type { Mark } from '#server/services/vehicle-memory.ts';
import { text_bytes } from './answer.ts';
import { joinBytes } from './lend-bytes.ts';

/** An answer of JSON that anybody in the fleet gets who asks the same, as long as all marks are current. */
export interface KeptAnswer {
  id: OperationId;
  /** Headers by turns of name and value. */
  head: readonly string[];
  content: TextPart;
  marks: readonly Mark[];
  bytes: number;
}

const limit_bytes = 32 * 1_048_576;
const overhead_bytes = 600;

/** By fleet and address as it was asked for. */
export const createKeptAnswers = () => {
  const answers = createByteCache<KeptAnswer>(limit_bytes);
  const keyOf = (fleet_id: string, url: string) => `${fleet_id} ${url}`;
  return {
    find: (fleet_id: string, url: string): KeptAnswer | undefined => {
      const answer = answers.get(keyOf(fleet_id, url));
      return answer?.marks.every(({ current }) => current) ? answer : undefined;
    },
    /** Gives the content in one piece. */
    keep: (
      fleet_id: string,
      url: string,
      answer: Pick<KeptAnswer, 'id' | 'marks'> & { etag: string | undefined; parts: readonly TextPart[] },
    ) => {
      const { id, marks, etag, parts } = answer;
      const joined = joinBytes(parts);
      // Node sends a short text with the head in one piece.
      const content = joined.length < text_bytes ? joined.toString() : joined;
      const head = ['content-type', 'application/json', 'content-length', String(joined.length), ...(etag ? ['etag', etag] : [])];
      const key = keyOf(fleet_id, url);
      // Characters take two bytes where one of them is not Latin.
      const bytes =
        (typeof content === 'string' ? 2 * content.length : content.length) + overhead_bytes + key.length * 2 + marks.length * 8;
      answers.set(key, { id, marks, head, content, bytes });
      return content;
    },
    bounds: (): BoundFigures[] => [{ name: 'kept_answer_bytes', used: answers.used_bytes(), bound: limit_bytes }],
  };
};
export type KeptAnswers = ReturnType<typeof createKeptAnswers>;
