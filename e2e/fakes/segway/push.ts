import { createHash } from 'node:crypto';

export interface PushVariation {
  /** Fields to change before signing, for example an older time or 0/0. */
  fields?: Record<string, unknown>;
  signature?: 'valid' | 'wrong' | 'missing';
  encoding?: 'form' | 'json';
}

/** Second implementation of the signature rule, written apart from the adapter's. */
const sign = (fields: Record<string, unknown>, client_secret: string): string => {
  const keys = Object.keys(fields).sort();
  let text = '';
  for (const key of keys) text += `${key}=${String(fields[key])}&`;
  return createHash('md5').update(`${text}client_secret=${client_secret}`).digest('hex');
};

/** Delivers one message as the vendor does: the sub-path is appended to the customer's base URL. */
export const deliverPush = async (
  base_url: string,
  sub_path: string,
  message: Record<string, unknown>,
  client_secret: string,
  { fields = {}, signature = 'valid', encoding = 'form' }: PushVariation,
): Promise<{ status: number; text: string }> => {
  const unsigned = { ...message, ...fields };
  const good = sign(unsigned, client_secret);
  const signed = signature === 'missing' ? unsigned : { ...unsigned, signature: signature === 'valid' ? good : good.replace(/^./, 'z') };
  const as_text = Object.entries(signed).map(([name, value]): [string, string] => [name, String(value)]);
  const response = await fetch(`${base_url.replace(/\/$/, '')}${sub_path}`, {
    method: 'POST',
    headers: { 'content-type': encoding === 'form' ? 'application/x-www-form-urlencoded' : 'application/json' },
    body: encoding === 'form' ? new URLSearchParams(as_text).toString() : JSON.stringify(signed),
  });
  return { status: response.status, text: await response.text() };
};
