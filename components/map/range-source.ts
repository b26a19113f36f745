import { EtagMismatch, type RangeResponse, type Source } from 'pmtiles';

const kept_ranges = 256;

const strongEtag = (response: Response): string | undefined => {
  const etag = response.headers.get('etag');
  return etag === null || etag.startsWith('W/') ? undefined : etag;
};

const fetchRange = async (url: string, offset: number, length: number): Promise<RangeResponse> => {
  // Chromium's cache fails requests for parts of one file that overlap in time (protomaps/PMTiles issue 442): the parts are kept here instead.
  const response = await fetch(url, { cache: 'no-store', headers: { range: `bytes=${offset}-${offset + length - 1}` } });
  if (!response.ok) throw new Error(`Map file answered ${response.status}`);
  const announced = Number(response.headers.get('content-length') ?? Number.NaN);
  if (response.status === 200 && !(announced <= length)) {
    await response.body?.cancel();
    throw new Error('The server of the map file does not answer range requests');
  }
  const etag = strongEtag(response);
  return { data: await response.arrayBuffer(), ...(etag === undefined ? {} : { etag }) };
};

/**
 * Reads parts of a PMTiles file. The parts read last stay in memory, and equal requests share one answer, so a tile that
 * is laid out anew (a font arrived, an image was drawn) costs no second request. Throws EtagMismatch when the file was replaced.
 */
export const createRangeSource = (url: string): Source => {
  const ranges = new Map<string, Promise<RangeResponse>>();

  const read = (offset: number, length: number): Promise<RangeResponse> => {
    const key = `${offset}+${length}`;
    const known = ranges.get(key);
    ranges.delete(key);
    const range = known ?? fetchRange(url, offset, length);
    ranges.set(key, range);
    if (!known) range.catch(() => ranges.delete(key));
    const [oldest] = ranges.keys();
    if (ranges.size > kept_ranges && oldest !== undefined) ranges.delete(oldest);
    return range;
  };

  return {
    getKey: () => url,
    getBytes: async (offset, length, signal, expected_etag) => {
      const { data, etag } = await read(offset, length);
      signal?.throwIfAborted();
      if (expected_etag !== undefined && etag !== undefined && etag !== expected_etag) {
        ranges.clear();
        throw new EtagMismatch('The map file was replaced');
      }
      return { data: data.slice(0), ...(etag === undefined ? {} : { etag }) };
    },
  };
};
