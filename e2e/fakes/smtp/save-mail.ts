import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReceivedMail } from './fake-smtp.ts';
import { readMail } from './read-mail.ts';

const most_files = 200;
let number = 0;

/** Writes a mail where a developer can read it, and says where. The oldest of many go. */
export const saveMail = (folder: string, { to, source }: ReceivedMail, now_ms: number): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { subject, text } = readMail(source);
  number += 1;
  const name = `${new Date(now_ms).toISOString().replaceAll(/[:.]/g, '-')}-${String(number).padStart(4, '0')}.txt`;
  const path = join(folder, name);
  writeFileSync(path, `To: ${to.join(', ')}\nSubject: ${subject}\n\n${text}\n`, { mode: 0o600 });
  for (const old of readdirSync(folder).sort().slice(0, -most_files)) rmSync(join(folder, old), { force: true });
  return path;
};
