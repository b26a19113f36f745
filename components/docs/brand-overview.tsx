import { Badge } from '#components/ui/badge.tsx';
import { command_display, evidence_texts, state_display } from '#lib/display.ts';
import { commandMatrix, listBrandFacts, stateMatrix } from './brand-matrix.ts';
import { BrandTable } from './brand-table.tsx';

const credential_texts = { NONE: 'none', SHARED: 'one account for many vehicles', INDIVIDUAL: 'a password per unit' } as const;
const discovery_texts: Record<string, string> = {
  list: 'the vendor lists them',
  observed: 'seen when they report; else typed by hand',
  manual: 'typed by hand',
};

const Fact = ({ name, children }: { name: string; children: string }) => (
  <div className="grid gap-x-4 py-0.5 sm:grid-cols-[9rem_1fr]">
    <dt className="text-ink-faint">{name}</dt>
    <dd className="text-ink-soft">{children}</dd>
  </div>
);

/** What each telematics brand can do here, and how well that is known. */
export const BrandOverview = () => (
  <article>
    <h1 className="font-semibold text-2xl">Telematics brands</h1>
    <p className="mt-3 max-w-prose text-base text-ink-soft">
      What each brand reports and carries out. The tables are made of the catalogue of vehicle models, and one suite of tests holds every
      model to its entry, each brand against a vendor or unit that speaks its protocol. A vehicle has what its model has:{' '}
      <code className="font-mono text-sm">GET /vehicle-models</code> tells for each.
    </p>
    <ul className="mt-6 grid gap-3">
      {listBrandFacts().map(({ brand, record, model_count, verified, one_implementation, assumed }) => (
        <li key={brand.brand} className="rounded-lg border border-line bg-surface p-4">
          <h2 className="flex flex-wrap items-center gap-2 font-semibold text-base">
            {brand.name}
            <code className="font-mono font-normal text-ink-faint text-xs">{brand.brand}</code>
            <Badge tone={evidence_texts[brand.evidence].tone}>{evidence_texts[brand.evidence].label}</Badge>
          </h2>
          <dl className="mt-2 text-sm">
            <Fact name="State comes by">{record ? `${record.state_by} (${record.transports})` : 'not known'}</Fact>
            <Fact name="Commands succeed by">{record?.success_by ?? 'not known'}</Fact>
            <Fact name="Units">{`${brand.unit_id_label}; ${discovery_texts[record?.discovery ?? ''] ?? 'typed by hand'}`}</Fact>
            <Fact name="Credentials">{credential_texts[brand.authentication]}</Fact>
            <Fact name="Models">
              {`${model_count}: ${verified} verified, ${one_implementation} by one implementation, ${assumed} assumed`}
            </Fact>
            {record?.not_tested && <Fact name="Not tested">{record.not_tested}</Fact>}
          </dl>
        </li>
      ))}
    </ul>
    <p className="mt-6 max-w-prose text-ink-soft text-sm">● all models · ◐ some models, or with an accessory · – none</p>
    <BrandTable title="Commands" rows={commandMatrix()} labelOf={(name) => command_display[name].label} />
    <BrandTable title="State" rows={stateMatrix()} labelOf={(name) => state_display[name].label} />
  </article>
);
