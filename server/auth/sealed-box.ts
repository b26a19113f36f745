import { hkdfSync, type KeyObject } from 'node:crypto';

export const version = '1';
export const cipher = 'aes-256-gcm';

/** Where a sealed value belongs. It is bound into the seal: moved to another row, fleet or column, the value no longer opens. */
export interface SealPlace {
  table: string;
  column: string;
  fleet_id: string;
  row_id: string;
}

export const additionalData = (place: SealPlace): Buffer =>
  Buffer.from(JSON.stringify([version, place.table, place.column, place.fleet_id, place.row_id]));

export const rawPublicKey = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' }).subarray(-32);

/** One-time key from the X25519 agreement, bound to both public keys (RFC 9180's idea, with HKDF-SHA256). */
export const deriveKey = (agreed: Buffer, ephemeral: Buffer, recipient: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', agreed, Buffer.concat([ephemeral, recipient]), 'motorpool sealed box 1', 32));
