import { fingerprintKeys } from '#server/auth/keys.ts';
import type { Db } from '#server/db/connect.ts';
import { keepMeta } from '#server/store/meta.ts';
import { write } from '#server/store/write.ts';

/**
 * Throws when this directory holds other keys than those that the database was filled with: what one process seals the others could not open. The first
 * that starts says which keys count.
 */
export const checkKeys = async (db: Db, directory: string): Promise<void> => {
  const own = fingerprintKeys(directory);
  const known = await write({ db, clock: Date.now }, (tx) => keepMeta(tx, 'keys', own));
  if (known === own) return;
  throw new Error(
    `The keys in ${directory} are not those of this database. All machines of an installation need the same ones: copy the directory from a machine ` +
      'that runs already, or from the backup.',
  );
};
