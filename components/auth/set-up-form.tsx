'use client';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ProblemDetail } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { PasswordMeter } from './password-meter.tsx';
import { passwordStrength } from './password-strength.ts';
import { requestSetUp, type SetUpErrors, type SetUpField, type SetUpRequest, setUpErrors } from './set-up-request.ts';
import type { TimeZoneOption } from './time-zones.ts';

const empty: SetUpRequest = { token: '', fleet_name: '', time_zone: 'UTC', name: '', email: '', password: '' };

/** First run: proves by the console's token who may do this, then makes the fleet and its first person. */
export function SetUpForm({ time_zones }: { time_zones: readonly TimeZoneOption[] }) {
  const text = useText();
  const { t } = text;
  const [values, setValues] = useState(empty);
  const [errors, setErrors] = useState<SetUpErrors>({});
  const [problem, setProblem] = useState<ProblemBody>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const strength = passwordStrength(values.password, [values.name, values.email, values.fleet_name], text);

  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (time_zones.some((zone) => zone.value === own)) setValues((before) => ({ ...before, time_zone: own }));
  }, [time_zones]);

  const change = (field: SetUpField, value: string) => {
    setValues((before) => ({ ...before, [field]: value }));
    setErrors(({ [field]: _, ...others }) => others);
  };
  const input = (field: SetUpField) => ({
    name: field,
    value: values[field],
    onChange: (event: { target: { value: string } }) => change(field, event.target.value),
  });
  const error = (field: SetUpField) => (errors[field] ? { error: errors[field] } : {});
  const show = (found: SetUpErrors) => {
    setErrors(found);
    const [first] = Object.keys(empty).filter((field) => field in found);
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found = setUpErrors(values, text);
    if (!found.password && strength.grade === 0) found.password = strength.text;
    show(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    setProblem(undefined);
    const refused = await requestSetUp(values);
    if (!refused) return window.location.replace('/login?ready');
    setBusy(false);
    setProblem(refused);
    show(problemFields(refused));
  };

  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="my-auto flex flex-col gap-4 py-4">
      <div>
        <h1 className="font-semibold text-2xl">{t('Set up Motorpool')}</h1>
        <p className="mt-1 text-ink-soft">
          {t('Nobody has an account yet. This makes your fleet and you its manager; it can be done once.')}
        </p>
      </div>
      {problem && (
        <Notice tone="danger" urgent>
          <ProblemDetail detail={problem.detail} />{' '}
          {problem.flow_id && <span className="text-xs">{t('Flow id {id}', { id: problem.flow_id })}</span>}
        </Notice>
      )}
      <Field
        label={t('One-time token')}
        required
        hint={t('Printed on the console when Motorpool started for the first time. It proves that you run this installation.')}
        {...error('token')}
      >
        <Input {...input('token')} className="font-mono" spellCheck={false} autoCapitalize="none" autoFocus />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('Fleet name')} required {...error('fleet_name')}>
          <Input {...input('fleet_name')} maxLength={100} autoComplete="organization" />
        </Field>
        <Field label={t('Time zone')} required hint={t('Times are shown in it.')} {...error('time_zone')}>
          <Combobox
            options={time_zones}
            value={values.time_zone}
            onChange={(zone) => change('time_zone', zone)}
            search_placeholder={t('City or region')}
          />
        </Field>
        <Field label={t('Your name')} required {...error('name')}>
          <Input {...input('name')} maxLength={100} autoComplete="name" />
        </Field>
        <Field label={t('E-mail')} required {...error('email')}>
          <Input {...input('email')} type="email" inputMode="email" autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Field>
      </div>
      <Field label={t('Password')} required {...(errors.password ? error('password') : { hint: <PasswordMeter strength={strength} /> })}>
        <PasswordInput {...input('password')} autoComplete="new-password" />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={busy} className="self-start">
        {t(busy ? 'Setting up…' : 'Set up the fleet')}
      </Button>
    </form>
  );
}
