'use client';
import { useState } from 'react';
import { disclosure_class, summary_class } from './disclosure-class.ts';
import { type TriedOperation, TryForm } from './try-form.tsx';

/** Folded until somebody wants it; the form is made only then. */
export function TryIt({ operation, api_url, api_path }: { operation: TriedOperation; api_url: string; api_path: string }) {
  const [opened, setOpened] = useState(false);
  return (
    <details className={disclosure_class} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary className={summary_class}>{operation.can_be_tried ? 'Try it' : 'As a command'}</summary>
      {opened && <TryForm operation={operation} api_url={api_url} api_path={api_path} />}
    </details>
  );
}
