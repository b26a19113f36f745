import { brands } from '#lib/catalogue/brands.ts';
import type { MatrixRow, Share } from './brand-matrix.ts';

const marks: Record<Share, { sign: string; text: string }> = {
  all: { sign: '●', text: 'all models' },
  some: { sign: '◐', text: 'some models, or with an accessory' },
  none: { sign: '–', text: 'no' },
};

/** Names of the vocabulary down, brands across. */
export const BrandTable = <Name extends string>({
  title,
  rows,
  labelOf,
}: {
  title: string;
  rows: readonly MatrixRow<Name>[];
  labelOf: (name: Name) => string;
}) => (
  <section aria-label={title} className="mt-8">
    <h2 className="font-semibold text-lg">{title}</h2>
    <section
      aria-label={`Table of ${title.toLowerCase()}`}
      className="mt-2 overflow-x-auto rounded-lg border border-line bg-surface"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
      tabIndex={0}
    >
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-line border-b text-left">
            <th scope="col" className="px-3 py-2 font-medium">
              Name
            </th>
            {brands.map(({ brand, name }) => (
              <th key={brand} scope="col" className="px-2 py-2 text-center font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ name, shares }) => (
            <tr key={name}>
              <th scope="row" className="px-3 py-1.5 text-left font-normal">
                <span className="block">{labelOf(name)}</span>
                <code className="font-mono text-ink-faint text-xs">{name}</code>
              </th>
              {shares.map((share, index) => (
                <td key={brands[index]?.brand} className="px-2 py-1.5 text-center text-ink-soft">
                  <span aria-hidden="true">{marks[share].sign}</span>
                  <span className="sr-only">{marks[share].text}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </section>
);
