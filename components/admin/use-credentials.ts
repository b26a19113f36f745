'use client';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { notify } from '#components/ui/toast.tsx';
import { ApiFailure, call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { StoredCredentials } from '#lib/contract/credentials.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { verdictOfCheck, verdictOfProblem } from './verdict.ts';

export type CredentialsByBrand = Readonly<Record<string, readonly StoredCredentials[]>>;

const keyOf = (brand: string) => ['listCredentials', { params: { brand } }];

/** Health changes as vehicles are polled, without an event. */
const refetch_ms = 30_000;

/** Stored credentials of every brand, kept fresh; and the act of verifying one of them. */
export const useCredentials = (
  brands: readonly BrandDefinition[],
  first: CredentialsByBrand,
  names: (id: string) => string | undefined,
) => {
  const text = useText();
  const queries = useQueryClient();
  const [verifying, setVerifying] = useState<readonly string[]>([]);
  const lists = useQueries({
    queries: brands.map(({ brand }) => ({
      queryKey: keyOf(brand),
      queryFn: ({ signal }: { signal: AbortSignal }) => call('listCredentials', { params: { brand } }, signal),
      initialData: { items: [...(first[brand] ?? [])] },
      refetchInterval: refetch_ms,
      staleTime: 5000,
    })),
  });
  const refresh = (brand: string) => queries.invalidateQueries({ queryKey: keyOf(brand) });
  const verify = async (brand: BrandDefinition, credentials_id: string) => {
    setVerifying((before) => [...before, credentials_id]);
    const verdict = await call('testCredentials', { params: { brand: brand.brand, credentials_id } }).then(
      (check) => verdictOfCheck(check, brand.name, text),
      (error: unknown) => verdictOfProblem(error instanceof ApiFailure ? error.problem : undefined, text),
    );
    setVerifying((before) => before.filter((id) => id !== credentials_id));
    const title = names(credentials_id) ?? brand.name;
    if (verdict.kind === 'accepted') notify.done(title, { description: verdict.text });
    else notify.warn(title, { description: verdict.text });
    void refresh(brand.brand);
  };
  return { lists, refresh, verify, verifying };
};
