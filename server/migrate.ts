/** One-shot step of every start: data directory, keys and schema. Prints what it did; a second run changes nothing. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { checkKeys } from './auth/check-keys.ts';
import { ensureKeys } from './auth/keys.ts';
import { ensureSetUpToken } from './auth/set-up-token.ts';
import { dataPaths, loadConfig } from './config.ts';
import { openDb } from './db/connect.ts';
import { migrate } from './db/migrate.ts';

const main = async () => {
  const config = loadConfig();
  const paths = dataPaths(config.data_dir);
  mkdirSync(config.data_dir, { recursive: true, mode: 0o700 });
  ensureKeys(paths.keys);
  if (config.demo && !existsSync(paths.database)) writeFileSync(paths.demo_wanted, '');
  const db = await openDb({ file: paths.database, url: config.database_url });
  try {
    const steps = await migrate(db);
    if (steps.length > 0) console.log(`Database schema: ${steps.join(', ')}.`);
    await checkKeys(db, paths.keys);
    const token = config.demo ? undefined : await ensureSetUpToken(db.read, paths.set_up_token);
    if (token) console.log(`First run: open ${config.app_url}/set-up and enter this one-time token: ${token}`);
  } finally {
    await db.close();
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
