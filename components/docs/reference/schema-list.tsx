import type { JsonSchema } from '#lib/contract/openapi/document-types.ts';
import { Prose } from '../prose.tsx';
import { disclosure_class, summary_class } from './disclosure-class.ts';
import { PropertyTable } from './property-table.tsx';
import { propertyLines, typeWords } from './schema-text.ts';
import { TypeText } from './type-text.tsx';

/** The anchor lies inside, so that a link to it unfolds the schema. */
const SchemaEntry = ({ name, schema }: { name: string; schema: JsonSchema }) => {
  const rows = propertyLines(schema);
  return (
    <details className={disclosure_class}>
      <summary className={`${summary_class} font-mono text-xs`}>{name}</summary>
      <div id={`schema-${name}`} className="scroll-mt-12 px-3 pb-2">
        {typeof schema.description === 'string' && <Prose text={schema.description} className="pb-1" />}
        {rows ? <PropertyTable rows={rows} /> : <TypeText words={typeWords(schema)} />}
      </div>
    </details>
  );
};

export const SchemaList = ({ schemas }: { schemas: Record<string, JsonSchema> }) => (
  <div className="flex flex-col gap-1.5">
    {Object.keys(schemas)
      .sort()
      .map((name) => (
        <SchemaEntry key={name} name={name} schema={schemas[name] ?? {}} />
      ))}
  </div>
);
