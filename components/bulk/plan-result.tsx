'use client';
import { explainProblem } from '#components/commands/verdict.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { CommandPlan } from '#lib/contract/command-plans.ts';
import { command_statuses } from '#lib/display/status.ts';
import { tallyPlan } from './plan-progress.ts';
import { ResultList } from './result-list.tsx';
import { usePlanProgress } from './use-plan-progress.ts';
import { verdict_looks } from './verdict-texts.ts';

/** How a running plan fares, vehicle by vehicle, as it happens. When all is over, what went wrong comes first. */
export function PlanResult({ started, labelOf }: { started: CommandPlan; labelOf: (vehicle_id: string) => string }) {
  const text = useText();
  const { t } = text;
  const plan = usePlanProgress(started);
  const { done, failed, unknown, under_way } = tallyPlan(plan);
  const parts = [
    t('{count} confirmed', { count: done }),
    failed > 0 ? t('{count} failed', { count: failed }) : '',
    unknown > 0 ? t('{count} unknown', { count: unknown }) : '',
    under_way > 0 ? t('{count} under way', { count: under_way }) : '',
  ];
  const rows = plan.items.map(({ vehicle_id, verdict, status, problem_type }) => {
    const look = status ? command_statuses[status] : verdict_looks[verdict];
    return {
      vehicle: { id: vehicle_id, label: labelOf(vehicle_id) },
      mark: look,
      result: status ? t(look.label) : t('Not sent: {verdict}', { verdict: t(look.label) }),
      problem: problem_type && (explainProblem(problem_type, text)?.title ?? problem_type),
    };
  });
  const ordered = under_way > 0 ? rows : rows.toSorted((one, other) => Number(Boolean(other.problem)) - Number(Boolean(one.problem)));
  return (
    <div className="flex flex-col gap-3">
      <ResultList rows={ordered} file_name={`plan-${plan.id}`}>
        <p role="status" className="font-medium">
          {parts.filter(Boolean).join(', ')}
        </p>
      </ResultList>
      {under_way > 0 && (
        <p className="text-ink-soft text-xs">
          {t('You can close this: the plan goes on, and each vehicle’s command log keeps the outcome.')}
        </p>
      )}
    </div>
  );
}
