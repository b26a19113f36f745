import type { Metadata } from 'next';
import { DocsFrame } from '#components/docs/docs-frame.tsx';
import { Tutorial } from '#components/docs/tutorial.tsx';
import { sharedApp } from '#server/app.ts';

export const metadata: Metadata = { title: 'Tutorial' };

export default function TutorialPage() {
  return (
    <DocsFrame current="/docs/tutorial">
      <Tutorial app_url={sharedApp().config.app_url} />
    </DocsFrame>
  );
}
