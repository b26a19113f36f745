'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiFailure, call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { type Verdict, verdictOfCheck, verdictOfProblem } from './verdict.ts';

export interface Check {
  verdict: Verdict | undefined;
  busy: boolean;
  run: (values: Record<string, string>) => Promise<void>;
  /** The values changed, so what was said no longer holds; also ends a check that is under way. */
  forget: () => void;
}

/** Asks the vendor about credentials that are not stored. */
export const useCheck = (brand: BrandDefinition): Check => {
  const text = useText();
  const [verdict, setVerdict] = useState<Verdict>();
  const [busy, setBusy] = useState(false);
  const running = useRef<AbortController>(undefined);

  const forget = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
    setBusy(false);
    setVerdict(undefined);
  }, []);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (values: Record<string, string>) => {
    forget();
    const own = new AbortController();
    running.current = own;
    setBusy(true);
    const found = await call('checkNewCredentials', { params: { brand: brand.brand }, body: values }, own.signal).then(
      (check) => verdictOfCheck(check, brand.name, text),
      (error: unknown) => verdictOfProblem(error instanceof ApiFailure ? error.problem : undefined, text),
    );
    if (running.current !== own) return;
    running.current = undefined;
    setBusy(false);
    setVerdict(found);
  };
  return { verdict, busy, run, forget };
};
