import { readFileSync } from 'node:fs';

const standard_input = 0;

/** The passphrase of a file; `-` is standard input, for a file that whoever runs this may not read himself. Undefined for no file. */
export const readPassphrase = (file: string | undefined): string | undefined =>
  file === undefined ? undefined : readFileSync(file === '-' ? standard_input : file, 'utf8');
