import 'server-only';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import type { Viewer } from '#lib/contract/fleet.ts';
import { type Actor, allows, type Permission } from '#lib/domain/access.ts';
import { type App, sharedApp } from '#server/app.ts';
import { getMe } from '#server/services/fleet.ts';
import { noteSupportPage } from '#server/services/support-reads.ts';
import { currentActor } from './current-actor.ts';

interface OpenPage {
  app: App;
  actor: Actor;
  viewer: Viewer;
}

/** For the account and the frame around all pages: open also to whoever has still to set up a second factor. Sends strangers to the sign-in. */
export const requireOwnPage = async (): Promise<OpenPage> => {
  const app = sharedApp();
  const actor = await currentActor();
  if (!actor) {
    const from = (await headers()).get('x-motorpool-path');
    redirect(from ? `/login?from=${encodeURIComponent(from)}` : '/login');
  }
  const viewer = await getMe(app, actor, { params: {}, query: {}, body: undefined });
  return { app, actor, viewer };
};

/** What a page needs before it reads anything. A page without permission does not exist for the viewer. */
export const requirePage = async (permission?: Permission): Promise<OpenPage> => {
  const page = await requireOwnPage();
  if (page.actor.second_factor_due) redirect('/account');
  if (permission && !allows(page.actor.permissions, permission)) notFound();
  if (page.actor.support_grant) await noteSupportPage(page.app, page.actor, (await headers()).get('x-motorpool-path') ?? '');
  return page;
};
