import 'server-only';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import type { Viewer } from '#lib/contract/fleet.ts';
import { type Actor, allows, type Permission } from '#lib/domain/access.ts';
import { type App, sharedApp } from '#server/app.ts';
import { getMe } from '#server/services/fleet.ts';
import { currentActor } from './current-actor.ts';

/** What a page needs before it reads anything. Sends strangers to the sign-in; a page without permission does not exist for the viewer. */
export const requirePage = async (permission?: Permission): Promise<{ app: App; actor: Actor; viewer: Viewer }> => {
  const app = sharedApp();
  const actor = await currentActor();
  if (!actor) {
    const from = (await headers()).get('x-motorpool-path');
    redirect(from ? `/login?from=${encodeURIComponent(from)}` : '/login');
  }
  if (permission && !allows(actor.permissions, permission)) notFound();
  const viewer = await getMe(app, actor, { params: {}, query: {}, body: undefined });
  return { app, actor, viewer };
};
