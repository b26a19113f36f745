import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const iv_bytes = 12;
const tag_bytes = 16;

/**
 * What is kept of a call with an idempotency key. All of it is made with the caller's key, which is kept as a hash alone: from the database nobody
 * reads the answer, which can hold a secret that is told once or the data of a vehicle that has been removed since.
 */
export const createSealedAnswer = (key: string, request: object) => {
  const text = JSON.stringify(request);
  const derive = (label: string) => createHmac('sha256', key).update(`${label}\n${text}`).digest();
  return {
    key_hash: createHmac('sha256', key).update('name').digest('hex'),
    fingerprint: derive('request').toString('hex'),
    seal: (answer: object): string => {
      const iv = randomBytes(iv_bytes);
      const sealing = createCipheriv(cipher, derive('answer'), iv);
      const sealed = Buffer.concat([sealing.update(JSON.stringify(answer), 'utf8'), sealing.final()]);
      return Buffer.concat([iv, sealing.getAuthTag(), sealed]).toString('base64url');
    },
    open: <T>(stored: string): T => {
      const bytes = Buffer.from(stored, 'base64url');
      const opening = createDecipheriv(cipher, derive('answer'), bytes.subarray(0, iv_bytes));
      opening.setAuthTag(bytes.subarray(iv_bytes, iv_bytes + tag_bytes));
      return JSON.parse(Buffer.concat([opening.update(bytes.subarray(iv_bytes + tag_bytes)), opening.final()]).toString('utf8'));
    },
  };
};
