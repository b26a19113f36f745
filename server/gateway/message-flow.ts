import { hash } from 'node:crypto';

/**
 * Flow id of everything that one message of a unit causes: a UUID (RFC 9562, version 8) made of unit and message key. The same message has it
 * whenever and however often it arrives, which is how the log knows what it holds already.
 */
export const flowOfMessage = (brand: string, unit_id: string, message_key: string): string => {
  const hex = hash('sha1', `${brand}/${unit_id}/${message_key}`);
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
