/** A process that applies a checked import; killed on the way by a proof. */
import type { Actor } from '#lib/domain/access.ts';
import { createApp } from '#server/app.ts';
import { loadConfig } from '#server/config.ts';
import { applyImport, applyPlan, planImport } from '#server/services/apply-import.ts';
import { getImportRecord } from '#server/services/import-view.ts';
import { setOutcomes, updateImport } from '#server/store/imports.ts';
import { write } from '#server/store/write.ts';
import { obeyOrder } from './obey-order.fixture.ts';
import type { Settings } from './place.fixture.ts';

export interface ImportOrder {
  settings: Settings;
  actor: Actor;
  import_id: string;
  /** row_by_row: each row in a transaction of its own, the import noted as applied after the last. */
  variant: 'real' | 'row_by_row';
}

obeyOrder<ImportOrder>(async ({ settings, actor, import_id, variant }) => {
  const app = await createApp(loadConfig(settings), 'web');
  const began_at = performance.now();
  // Answered before the work is done, so that it can be killed while it works.
  const over = variant === 'real' ? applyImport(app, actor, { params: { import_id }, query: {}, body: undefined }) : applyRowByRow();
  over.then(
    () => process.send?.({ took_ms: performance.now() - began_at }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
  return { began: true };

  async function applyRowByRow(): Promise<void> {
    const { record, additions } = await planImport(app, actor, await getImportRecord(app.db.read, actor, import_id));
    for (const addition of additions)
      await write(app, (tx, emit, audit) => applyPlan(app, { tx, emit, audit }, actor, { additions: [addition], changes: [] }));
    await write(app, async (tx) => {
      await updateImport(tx, record, { status: 'APPLIED', applied_at: record.created_at, applied_by: record.applied_by });
      await setOutcomes(tx, record.id, ['ADD'], 'APPLIED');
    });
  }
});
