import { openSqliteFile } from './connect.ts';

/** What is wrong with the pages and the references of a file that nobody has open; nothing for a sound one. */
export const checkSqliteFile = (file: string): string[] => {
  const database = openSqliteFile(file, false);
  try {
    const pages = database.pragma('integrity_check') as { integrity_check: string }[];
    const references = database.pragma('foreign_key_check') as { table: string; parent: string }[];
    return [
      ...pages.map(({ integrity_check }) => integrity_check).filter((line) => line !== 'ok'),
      ...references.slice(0, 10).map(({ table, parent }) => `a row of ${table} refers to a row of ${parent} that is not there`),
    ];
  } finally {
    database.close();
  }
};

/** Whether any other process has the file open: with WAL each of them holds a lock that an exclusive one cannot pass. */
export const isSqliteFileInUse = (file: string): boolean => {
  const database = openSqliteFile(file, false);
  try {
    database.pragma('busy_timeout = 500');
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE; ROLLBACK');
    return false;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return true;
    throw error;
  } finally {
    database.close();
  }
};
