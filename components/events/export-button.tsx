'use client';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { notify } from '#components/ui/toast.tsx';
import { saveCsv } from '#lib/client/csv.ts';
import { ApiFailure, no_answer, sendRequest } from '#lib/client/request.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { FeedFilter } from './query-page.ts';

/** Saves the events of the filter as CSV: up to 31 days back from its end. */
export function ExportButton({ filter, name }: { filter: FeedFilter; name: string }) {
  const text = useText();
  const { t } = text;
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const { vehicle_id, types, before } = filter;
    const body = {
      ...(vehicle_id && { vehicle_id }),
      ...(types && { event_types: [...types] }),
      ...(before && { occurred_before: before }),
    };
    try {
      const answer = await sendRequest(routes.exportEventLog, { body });
      saveCsv(`${name}.csv`, await answer.text());
    } catch (error) {
      notify.problem(error instanceof ApiFailure ? error.problem : no_answer, text);
    }
    setBusy(false);
  };
  return (
    <IconButton
      size="sm"
      label={t('Export as CSV, 31 days')}
      icon={Download}
      aria-busy={busy}
      disabled={busy}
      onClick={() => void save()}
      data-print="never"
    />
  );
}
