import { timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { Query } from '#server/db/dialect.ts';
import { newToken } from '#server/ids.ts';
import { countUsers } from '#server/store/access.ts';
import { writeSecretFile } from './keys.ts';
import { tokenHash } from './token-hash.ts';

/** The token that proves access to the server's console, as long as nobody has an account; undefined afterwards. */
export const ensureSetUpToken = async (db: Query, file: string): Promise<string | undefined> => {
  if ((await countUsers(db)) > 0) {
    rmSync(file, { force: true });
    return undefined;
  }
  if (!existsSync(file)) writeSecretFile(file, newToken().slice(0, 24));
  return readFileSync(file, 'utf8').trim();
};

export const isSetUpToken = (file: string, given: string): boolean =>
  existsSync(file) && timingSafeEqual(Buffer.from(tokenHash(readFileSync(file, 'utf8').trim())), Buffer.from(tokenHash(given.trim())));
