import { hash } from 'node:crypto';

/**
 * Which of the gateways a piece of work belongs to: the one whose name and the work's make the largest hash ("rendezvous hashing"). All gateways come to
 * the same answer without talking, and one that joins or leaves moves its own share alone.
 */
export const preferredGateway = <T extends { name: string }>(work: string, gateways: readonly T[]): T | undefined => {
  let best: { gateway: T; weight: string } | undefined;
  for (const gateway of gateways) {
    const weight = hash('sha1', `${work}|${gateway.name}`);
    if (!best || weight > best.weight) best = { gateway, weight };
  }
  return best?.gateway;
};
