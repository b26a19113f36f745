import { Checkbox } from '#components/ui/checkbox.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { OfferedModel } from '#lib/contract/lifecycle.ts';
import { CapabilityChips } from './capability-chips.tsx';
import { model_evidence_texts } from './evidence.tsx';
import { modelName, offeredCapabilities } from './offered-model.ts';

export interface ModelDetailProps {
  model: OfferedModel;
  extensions: readonly string[];
  onChange: (extensions: string[]) => void;
}

/** What the chosen model can do, and its accessories to tick. */
export function ModelDetail({ model, extensions, onChange }: ModelDetailProps) {
  const { t, translate } = useText();
  const toggle = (id: string) => onChange(extensions.includes(id) ? extensions.filter((other) => other !== id) : [...extensions, id]);
  return (
    <Panel title={modelName(model)}>
      <div className="flex flex-col gap-4">
        {model.extensions.length > 0 && (
          <fieldset className="flex flex-col gap-1.5">
            <legend className="mb-1 font-medium text-ink-faint text-xs">{t('Accessories on this vehicle')}</legend>
            {model.extensions.map((extension) => (
              <Checkbox
                key={extension.id}
                label={translate(extension.name)}
                checked={extensions.includes(extension.id)}
                onChange={() => toggle(extension.id)}
              />
            ))}
          </fieldset>
        )}
        <CapabilityChips capabilities={offeredCapabilities(model, extensions)} base={model.capabilities} />
        <Notice tone={model.evidence === 'assumed' ? 'warning' : 'neutral'}>{t(model_evidence_texts[model.evidence])}</Notice>
      </div>
    </Panel>
  );
}
