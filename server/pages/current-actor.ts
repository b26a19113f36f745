import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import type { Actor } from '#lib/domain/access.ts';
import { sharedApp } from '#server/app.ts';
import { findActorByCookie } from '#server/auth/find-actor.ts';
import { sessionCookie } from '#server/auth/session-cookie.ts';
import { newFlowId } from '#server/ids.ts';

/** The person behind the page or action that is being answered; asked once per request. */
export const currentActor = cache(async (): Promise<Actor | undefined> => {
  const app = sharedApp();
  const value = (await cookies()).get(sessionCookie(app.config.app_url).name)?.value;
  return value ? findActorByCookie(app, value, newFlowId()) : undefined;
});
