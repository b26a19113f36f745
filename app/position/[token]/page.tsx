import type { Metadata } from 'next';
import { SharedPosition } from '#components/position/shared-position.tsx';
import { nowAt, sharedApp } from '#server/app.ts';
import { pageText } from '#server/pages/page-text.ts';
import { readSharedPosition } from '#server/services/position-links.ts';

interface Props {
  params: Promise<{ token: string }>;
}

/** The address is the secret: it must not travel on to where a link of the page leads. */
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await pageText()).t('Shared position'),
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
});

/** For whoever holds the link, without sign-in. A link that does not work looks like one that never was. */
export default async function Page({ params }: Props) {
  const app = sharedApp();
  const { token } = await params;
  const shared = await readSharedPosition(app, token);
  return <SharedPosition shared={shared} rendered_at={nowAt(app)} />;
}
