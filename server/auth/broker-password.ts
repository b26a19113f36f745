import { hash, randomBytes } from 'node:crypto';

const salt_bytes = 4;

/**
 * A password in the form in which RabbitMQ keeps it (`rabbit_password_hashing_sha256`, rabbitmq.com/docs/passwords): base64 of the salt and of SHA-256
 * over salt and password. So the broker can be told a password that nobody here can read. One fast hash is enough for 256 random bits.
 */
export const hashBrokerPassword = (password: string, salt = randomBytes(salt_bytes)): string =>
  Buffer.concat([salt, hash('sha256', Buffer.concat([salt, Buffer.from(password)]), 'buffer')]).toString('base64');
