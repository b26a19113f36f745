import { createDecipheriv, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';
import { Secret } from '#lib/domain/secret.ts';
import { additionalData, cipher, deriveKey, rawPublicKey, type SealPlace, version } from './sealed-box.ts';

const spki_prefix = Buffer.from('302a300506032b656e032100', 'hex');

/** Opens what `seal` closed. Throws when the text was changed, moved to another place, or sealed for another key. */
export const unseal = (private_key: KeyObject, sealed: string, place: SealPlace): Secret => {
  const [made_by, ...parts] = sealed.split('.');
  const [ephemeral, iv, tag, ciphertext] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (made_by !== version || !ephemeral || !iv || !tag || !ciphertext) throw new Error('Not a sealed value.');
  const peer = createPublicKey({ key: Buffer.concat([spki_prefix, ephemeral]), format: 'der', type: 'spki' });
  const agreed = diffieHellman({ privateKey: private_key, publicKey: peer });
  const own_public = rawPublicKey(createPublicKey(private_key));
  const decrypt = createDecipheriv(cipher, deriveKey(agreed, ephemeral, own_public), iv);
  decrypt.setAAD(additionalData(place));
  decrypt.setAuthTag(tag);
  return new Secret(Buffer.concat([decrypt.update(ciphertext), decrypt.final()]).toString('utf8'));
};
