'use client';
import { type FormEvent, useId, useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { StoredCredentials } from '#lib/contract/credentials.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { CredentialInputs } from './credential-inputs.tsx';
import { planReplacement, replaceableFields, storedValues } from './credential-values.ts';
import type { CredentialsActions } from './credentials-actions.ts';
import { SaveFooter } from './save-footer.tsx';
import { useCheck } from './use-check.ts';
import { useFocusFault } from './use-focus-fault.ts';
import { maySave } from './verdict.ts';
import { VerdictNote } from './verdict-note.tsx';

export interface ReplaceSecretProps {
  brand: BrandDefinition;
  credentials: StoredCredentials;
  updateCredentials: CredentialsActions['updateCredentials'];
  onClose: () => void;
  onSaved: () => void;
}

/** New secrets for stored credentials, checked with the vendor before they take the place of the old ones. */
export function ReplaceSecret({ brand, credentials, updateCredentials, onClose, onSaved }: ReplaceSecretProps) {
  const text = useText();
  const { t, count } = text;
  const form = useId();
  const [values, setValues] = useState(() => storedValues(brand, credentials));
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<ProblemBody>();
  const [saving, setSaving] = useState(false);
  const check = useCheck(brand);
  useFocusFault(form, missing);
  const plan = planReplacement(brand, credentials, values, text);
  const unchanged = Object.keys(plan.patch).length === 0;
  const checkable = plan.check !== undefined || unchanged;

  const change = (name: string, value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
    setMissing({});
    setProblem(undefined);
    check.forget();
  };
  const save = async () => {
    if (saving || unchanged) return;
    setSaving(true);
    const result = await updateCredentials({ params: { brand: brand.brand, credentials_id: credentials.id }, body: plan.patch });
    setSaving(false);
    if (!result.ok) return setProblem(result.problem);
    onSaved();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [first_secret] = replaceableFields(brand).filter((field) => field.secret);
    const nothing = unchanged && first_secret ? { [first_secret.name]: t('Write the new one.') } : {};
    const found = { ...nothing, ...plan.missing };
    setMissing(found);
    if (check.busy || Object.keys(found).length > 0) return;
    if (!plan.check || maySave(check.verdict) === 'yes') void save();
    else void check.run(plan.check);
  };

  const faults = check.verdict?.kind === 'faulty' ? check.verdict.fields : {};
  const used = credentials.vehicle_count;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Replace the secret of {name}', { name: credentials.name })}
      description={
        used > 0
          ? count(
              used,
              '{count} vehicle is reached with it from the moment it is saved.',
              '{count} vehicles are reached with it from the moment it is saved.',
            )
          : t('No vehicle uses it.')
      }
      footer={<SaveFooter form={form} check={check} checkable={checkable} saving={saving} onCancel={onClose} onSave={() => void save()} />}
    >
      <form id={form} noValidate autoComplete="off" onSubmit={submit} className="flex flex-col gap-4">
        <CredentialInputs
          fields={replaceableFields(brand)}
          values={values}
          errors={{ ...faults, ...problemFields(problem), ...missing }}
          keeps_secrets
          onChange={change}
        />
        {!checkable && (
          <Notice tone="neutral">
            {t('The secret stays, and it cannot be read back to check with. The vendor is asked right after saving.')}
          </Notice>
        )}
        {check.verdict && <VerdictNote verdict={check.verdict} />}
        <ProblemNote problem={problem} />
      </form>
    </Dialog>
  );
}
