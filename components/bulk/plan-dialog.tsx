'use client';
import { useState } from 'react';
import { command_groups } from '#components/commands/command-groups.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { CommandPlan } from '#lib/contract/command-plans.ts';
import { command_display } from '#lib/display/command.ts';
import { allows, type Permission } from '#lib/domain/access.ts';
import { commandDefinition, isCommandCapability } from '#lib/domain/command.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { BulkActions, MarkedVehicle } from './bulk-actions.ts';
import { PlanResult } from './plan-result.tsx';
import { PlanReview } from './plan-review.tsx';

export interface PlanDialogProps {
  vehicles: readonly MarkedVehicle[];
  permissions: readonly Permission[];
  actions: BulkActions;
  onClose: () => void;
}

/** One command for many: choose, look at the plan, run exactly that, and see what becomes of it. */
export function PlanDialog({ vehicles, permissions, actions, onClose }: PlanDialogProps) {
  const { t, count } = useText();
  const [command, setCommand] = useState('');
  const [plan, setPlan] = useState<CommandPlan>();
  const [started, setStarted] = useState<CommandPlan>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const labels = new Map(vehicles.map(({ id, label }) => [id, label]));
  const labelOf = (vehicle_id: string) => labels.get(vehicle_id) ?? vehicle_id;
  const offered = command_groups
    .flat()
    .filter((name) => !commandDefinition(name).off_by_default && allows(permissions, commandDefinition(name).permission));

  const ask = async (request: ReturnType<BulkActions['createCommandPlan']>, keep: (plan: CommandPlan) => void) => {
    setBusy(true);
    setProblem(undefined);
    const result = await request;
    setBusy(false);
    if (result.ok) keep(result.data);
    else setProblem(result.problem);
  };
  const make = () => {
    if (isCommandCapability(command))
      void ask(actions.createCommandPlan({ body: { command, vehicle_ids: vehicles.map(({ id }) => id) } }), setPlan);
  };
  const run = (reason: string) => {
    if (plan) void ask(actions.runCommandPlan({ params: { plan_id: plan.id }, body: reason ? { reason } : {} }), setStarted);
  };
  const title = plan
    ? `${t(command_display[plan.command].label)}: ${count(vehicles.length, '1 vehicle', '{count} vehicles')}`
    : count(vehicles.length, 'Command for 1 vehicle', 'Command for {count} vehicles');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      {started ? (
        <PlanResult started={started} labelOf={labelOf} />
      ) : plan ? (
        <PlanReview
          plan={plan}
          labelOf={labelOf}
          busy={busy}
          problem={problem}
          onRun={run}
          onBack={() => {
            setPlan(undefined);
            setProblem(undefined);
          }}
        />
      ) : (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) make();
          }}
        >
          <Field label={t('Command')} required hint={t('Nothing is sent yet: first each vehicle is looked at.')}>
            <Select
              value={command}
              onChange={(event) => setCommand(event.target.value)}
              placeholder={t('Choose a command')}
              options={offered.map((name) => ({ value: name, label: t(command_display[name].label) }))}
            />
          </Field>
          {problem && <ProblemNote problem={problem} />}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{t('Cancel')}</Button>
            <Button type="submit" variant="primary" busy={busy}>
              {t('Make the plan')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
