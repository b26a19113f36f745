'use client';
import { type FormEvent, useId, useState } from 'react';
import { unverifiedText } from '#components/lifecycle/evidence.tsx';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Select } from '#components/ui/select.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { notify } from '#components/ui/toast.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { CredentialInputs } from './credential-inputs.tsx';
import { type CredentialValues, filledValues, missingValues, startingValues } from './credential-values.ts';
import type { CredentialsActions } from './credentials-actions.ts';
import { PushAddress } from './push-address.tsx';
import { SaveFooter } from './save-footer.tsx';
import { useCheck } from './use-check.ts';
import { useFocusFault } from './use-focus-fault.ts';
import { maySave } from './verdict.ts';
import { VerdictNote } from './verdict-note.tsx';

export interface AddCredentialsProps {
  brands: readonly BrandDefinition[];
  brand: BrandDefinition;
  /** Names in use; a name is unique within the fleet. */
  taken_names: readonly string[];
  /** Where the gateway listens, as far as this page can know. */
  push_origin: string;
  createCredentials: CredentialsActions['createCredentials'];
  onBrand: (brand: string) => void;
  onClose: () => void;
  onSaved: (brand: string, credentials_id: string, verified: boolean) => void;
}

/** Sheet drawn from the brand's declaration: verify, then save. */
export function AddCredentials(props: AddCredentialsProps) {
  const { brands, brand, taken_names, push_origin, createCredentials, onBrand, onClose, onSaved } = props;
  const text = useText();
  const { t } = text;
  const form = useId();
  const [name, setName] = useState('');
  const [by_brand, setByBrand] = useState<Readonly<Record<string, CredentialValues>>>({});
  const values = by_brand[brand.brand] ?? startingValues(brand.credential_fields);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<ProblemBody>();
  const [saving, setSaving] = useState(false);
  const [push_path, setPushPath] = useState<string>();
  const check = useCheck(brand);
  useFocusFault(form, missing);

  const change = (field: string, value: string) => {
    setByBrand({ ...by_brand, [brand.brand]: { ...values, [field]: value } });
    setMissing(({ [field]: _, ...others }) => others);
    check.forget();
    setProblem(undefined);
  };
  const nameProblem = (): Record<string, string> => {
    if (name.trim() === '') return { name: t('Give them a name.') };
    return taken_names.includes(name.trim()) ? { name: t('This name is taken.') } : {};
  };
  const save = async () => {
    const found = nameProblem();
    setMissing(found);
    if (saving || Object.keys(found).length > 0) return;
    setSaving(true);
    const body = { ...filledValues(brand.credential_fields, values), name: name.trim() };
    const result = await createCredentials({ params: { brand: brand.brand }, body });
    setSaving(false);
    if (!result.ok) return setProblem(result.problem);
    const verified = check.verdict?.kind === 'accepted';
    onSaved(brand.brand, result.data.id, verified);
    if (result.data.push_path) return setPushPath(result.data.push_path);
    notify.done(t('{name} is saved', { name: name.trim() }), verified ? {} : { description: t('The credentials have not been verified.') });
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (maySave(check.verdict) === 'yes') return void save();
    if (check.busy) return;
    const found = { ...nameProblem(), ...missingValues(brand.credential_fields, values, text) };
    setMissing(found);
    if (Object.keys(found).length === 0) void check.run(filledValues(brand.credential_fields, values));
  };

  if (push_path) {
    return (
      <Sheet
        open
        onOpenChange={(open) => !open && onClose()}
        title={t('{name} is saved', { name: name.trim() })}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('I have copied it')}
          </Button>
        }
      >
        <PushAddress origin={push_origin} path={push_path} brand_name={brand.name} />
      </Sheet>
    );
  }
  const faults = check.verdict?.kind === 'faulty' ? check.verdict.fields : {};
  const errors: Record<string, string> = { ...faults, ...problemFields(problem), ...missing };
  const caution = unverifiedText(brand, text);
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Add credentials')}
      description={t('The account with which Motorpool reaches a manufacturer’s service.')}
      footer={<SaveFooter form={form} check={check} saving={saving} onCancel={onClose} onSave={() => void save()} />}
    >
      <form id={form} noValidate autoComplete="off" onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('Brand')} required>
          <Select
            options={brands.map(({ brand: value, name: label }) => ({ value, label }))}
            value={brand.brand}
            onChange={(event) => {
              check.forget();
              setMissing({});
              setProblem(undefined);
              onBrand(event.target.value);
            }}
          />
        </Field>
        {caution && <Notice tone={brand.evidence === 'assumed' ? 'warning' : 'neutral'}>{caution}</Notice>}
        <Field
          label={t('Name')}
          required
          hint={t('How your people tell them apart, for example “Montevideo fleet”.')}
          {...(errors.name && { error: errors.name })}
        >
          <Input
            value={name}
            maxLength={100}
            autoFocus
            onChange={(event) => {
              setName(event.target.value);
              setMissing(({ name: _, ...others }) => others);
              setProblem(undefined);
            }}
          />
        </Field>
        <CredentialInputs fields={brand.credential_fields} values={values} errors={errors} onChange={change} />
        {check.verdict && <VerdictNote verdict={check.verdict} />}
        <ProblemNote problem={problem} />
      </form>
    </Sheet>
  );
}
