import type { Query } from './dialect.ts';

/** The database no longer says which keys it was filled with: the next start does. */
export const forgetKeys = async (tx: Query): Promise<void> => {
  await tx.deleteFrom('meta').where('key', '=', 'keys').execute();
};
