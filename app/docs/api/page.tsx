import type { Metadata } from 'next';
import { DocsFrame } from '#components/docs/docs-frame.tsx';
import { ApiReference } from '#components/docs/reference/api-reference.tsx';
import type { OpenApiDocument } from '#lib/contract/openapi/document-types.ts';
import { openApiDocument } from '#lib/contract/openapi.ts';
import { sharedApp } from '#server/app.ts';

export const metadata: Metadata = { title: 'API reference' };

let made: OpenApiDocument | undefined;
/** The address of an installation does not change while it runs. */
const ownDocument = () => {
  made ??= openApiDocument(sharedApp().config);
  return made;
};

export default function ApiPage() {
  return (
    <DocsFrame current="/docs/api" wide>
      <ApiReference document={ownDocument()} />
    </DocsFrame>
  );
}
