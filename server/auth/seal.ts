import { createCipheriv, diffieHellman, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type { Secret } from '#lib/domain/secret.ts';
import { additionalData, cipher, deriveKey, rawPublicKey, type SealPlace, version } from './sealed-box.ts';

/** Seals a secret so that only the holder of the private key opens it, and only at the same place. Text: version.key.iv.tag.ciphertext. */
export const seal = (public_key: KeyObject, secret: Secret, place: SealPlace): string => {
  const ephemeral = generateKeyPairSync('x25519');
  const ephemeral_public = rawPublicKey(ephemeral.publicKey);
  const agreed = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: public_key });
  const iv = randomBytes(12);
  const encrypt = createCipheriv(cipher, deriveKey(agreed, ephemeral_public, rawPublicKey(public_key)), iv);
  encrypt.setAAD(additionalData(place));
  const ciphertext = Buffer.concat([encrypt.update(secret.reveal(), 'utf8'), encrypt.final()]);
  return [version, ...[ephemeral_public, iv, encrypt.getAuthTag(), ciphertext].map((part) => part.toString('base64url'))].join('.');
};
