import type { ReactNode } from 'react';
import { Table, Td, Th, Tr } from '#components/ui/table.tsx';

export interface Figure {
  key: string;
  cells: readonly ReactNode[];
}

/** A small table of figures; the first column names the row, the last ones are numbers. */
export const FigureTable = ({
  label,
  heads,
  words,
  figures,
}: {
  label: string;
  heads: readonly string[];
  words: number;
  figures: readonly Figure[];
}) => (
  <Table label={label}>
    <thead>
      <tr>
        {heads.map((head, index) => (
          <Th key={head} numeric={index >= words}>
            {head}
          </Th>
        ))}
      </tr>
    </thead>
    <tbody>
      {figures.map(({ key, cells }) => (
        <Tr key={key}>
          {cells.map((cell, index) => (
            <Td key={heads[index]} numeric={index >= words}>
              {cell}
            </Td>
          ))}
        </Tr>
      ))}
    </tbody>
  </Table>
);
