import type { Metadata } from 'next';
import { DocsFrame } from '#components/docs/docs-frame.tsx';
import { FromOneapi } from '#components/docs/from-oneapi.tsx';

export const metadata: Metadata = { title: 'Moving from OneAPI' };

export default function FromOneapiPage() {
  return (
    <DocsFrame current="/docs/from-oneapi">
      <FromOneapi />
    </DocsFrame>
  );
}
