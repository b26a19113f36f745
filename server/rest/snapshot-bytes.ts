import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import { encodeSnapshot, snapshot_media_type } from '#lib/contract/snapshot-codec.ts';
import { answer } from './answer.ts';
import { type RestContext, requestHeader, tell } from './environment.ts';

const compress = promisify(gzip);

export const wantsSnapshotBytes = (context: RestContext): boolean =>
  requestHeader(context, 'accept')?.includes(snapshot_media_type) ?? false;

/** The snapshot for screens: a large fleet in a twelfth of the bytes of its uncompressed JSON. */
export const answerSnapshotBytes = async (snapshot: FleetSnapshot, context: RestContext): Promise<Response> => {
  const bytes = encodeSnapshot(snapshot);
  tell(context, 'vary', 'accept, accept-encoding');
  if (!requestHeader(context, 'accept-encoding')?.includes('gzip')) return answer(context, 200, bytes, snapshot_media_type);
  const compressed = await compress(bytes, { level: constants.Z_BEST_SPEED });
  tell(context, 'content-encoding', 'gzip');
  return answer(context, 200, compressed, snapshot_media_type);
};
