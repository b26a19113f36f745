'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { modelsQuery } from '#components/lifecycle/models-query.ts';
import { offeredCapabilities } from '#components/lifecycle/offered-model.ts';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { ModelStep } from '#components/lifecycle/step-model.tsx';
import { changeDraft, empty_draft, type VehicleDraft } from '#components/lifecycle/vehicle-draft.ts';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { ProblemWords } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { notify } from '#components/ui/toast.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { capabilityChange } from './capability-change.ts';
import type { VehicleActions } from './vehicle-actions.ts';

export interface ModelDialogProps {
  vehicle: Vehicle;
  label: string;
  changeModel: VehicleActions['changeModel'];
  onChanged: () => void;
  onClose: () => void;
}

/** Chooses another model or other accessories; says first what the vehicle would gain and lose. */
export function ModelDialog({ vehicle, label, changeModel, onChanged, onClose }: ModelDialogProps) {
  const text = useText();
  const { t } = text;
  const params = { vehicle_id: vehicle.id };
  const { brand: brand_id } = vehicle.telematics_unit;
  const [chosen, setChosen] = useState<VehicleDraft>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const loaded = useQuery({
    queryKey: ['getUnitSetup', { params, with_brand: true }],
    queryFn: async ({ signal }) => {
      const [setup, brands] = await Promise.all([call('getUnitSetup', { params }, signal), call('listBrands', {}, signal)]);
      return { setup, brand: brands.items.find((one) => one.brand === brand_id) };
    },
    staleTime: 0,
  });
  const models = useQuery(modelsQuery(brand_id));
  const { setup, brand } = loaded.data ?? {};
  const present = setup && { ...empty_draft, brand: brand_id, model_id: setup.vehicle_model_id, extensions: setup.extensions ?? [] };
  const draft = chosen ?? present;
  const model = models.data?.items.find(({ id }) => id === draft?.model_id);
  const { gained, lost } =
    model && draft ? capabilityChange(vehicle.capabilities, offeredCapabilities(model, draft.extensions), text) : { gained: [], lost: [] };
  const change = async () => {
    if (!draft) return;
    setBusy(true);
    setProblem(undefined);
    const result = await changeModel({ params, body: { vehicle_model_id: draft.model_id, extensions: [...draft.extensions] } });
    setBusy(false);
    if (!result.ok) return setProblem(result.problem);
    notify.done(t('The model of {vehicle} is changed', { vehicle: label }));
    onChanged();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      width="lg"
      title={t('Change the model of {vehicle}', { vehicle: label })}
      description={t('What the vehicle can do follows from its model. Its history stays.')}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" busy={busy} disabled={!chosen} onClick={() => void change()}>
            {t('Change model')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {loaded.isError && (
          <Failed title={t('The present model could not be loaded')} {...problemOf(loaded.error)} retry={() => void loaded.refetch()} />
        )}
        {loaded.isPending && <Loading what="models" form="panel" rows={5} className="px-0!" />}
        {problem && (
          <Notice tone="danger" urgent>
            <ProblemWords problem={problem} />
          </Notice>
        )}
        {chosen && lost.length > 0 && <Notice tone="warning">{t('It would lose: {names}', { names: lost.join(', ') })}</Notice>}
        {chosen && gained.length > 0 && <Notice tone="neutral">{t('It would gain: {names}', { names: gained.join(', ') })}</Notice>}
        {brand && draft && (
          <ModelStep draft={draft} brand={brand} change={(changed) => setChosen(changeDraft(draft, changed))} errors={{}} />
        )}
      </div>
    </Dialog>
  );
}
