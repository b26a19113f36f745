import { createHmac, randomBytes } from 'node:crypto';
import { Secret } from '#lib/domain/secret.ts';

const prefix = 'whsec_';

/** 256 bits. */
export const newWebhookSecret = (): Secret => new Secret(`${prefix}${randomBytes(32).toString('base64')}`);

/** Headers of one request after Standard Webhooks 1.0.0 (github.com/standard-webhooks/standard-webhooks): one signature for each secret. */
export const webhookHeaders = (secrets: readonly Secret[], id: string, now_ms: number, body: string): Record<string, string> => {
  const timestamp = String(Math.floor(now_ms / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.reveal().slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
};
