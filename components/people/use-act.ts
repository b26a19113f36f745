'use client';
import { useState } from 'react';
import type { ActionResult } from '#lib/client/action-result.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';

/** One act of the person at a time: whether it runs, and what the server refused. */
export const useAct = () => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const act = async <T>(call: () => Promise<ActionResult<T>>, onDone: (data: T) => void): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    const result = await call();
    setBusy(false);
    if (result.ok) onDone(result.data);
    else setProblem(result.problem);
  };
  return { busy, problem, act };
};
