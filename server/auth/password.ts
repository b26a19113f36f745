import { hash, verify } from '@node-rs/argon2';

/** argon2id, 46 MiB, one pass (OWASP's first recommendation). */
const parameters = { algorithm: 2, memoryCost: 47_104, timeCost: 1, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, parameters);

const dummy = hashPassword('no such person');

/** Takes as long for an unknown person as for a wrong password. */
export const verifyPassword = async (password_hash: string | null | undefined, password: string): Promise<boolean> => {
  const known = typeof password_hash === 'string';
  const matches = await verify(known ? password_hash : await dummy, password);
  return known && matches;
};
