import type { Query } from '#server/db/dialect.ts';

/** Notes messages as stored; gives those that were not yet. */
export const insertSeenMessages = async (
  tx: Query,
  credentials_id: string,
  message_keys: readonly string[],
  seen_at: string,
): Promise<Set<string>> => {
  if (message_keys.length === 0) return new Set();
  const rows = await tx
    .insertInto('seen_messages')
    .values([...new Set(message_keys)].map((message_key) => ({ credentials_id, message_key, seen_at })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('message_key')
    .execute();
  return new Set(rows.map(({ message_key }) => message_key));
};

/** Only for what the source will not give again. */
export const deleteSeenMessages = async (tx: Query, credentials_id: string, before: string): Promise<void> => {
  await tx.deleteFrom('seen_messages').where('credentials_id', '=', credentials_id).where('seen_at', '<', before).execute();
};
