import { expect, it } from 'vitest';
import { writeCsv } from './csv.ts';

it('writes what any spreadsheet reads back', () => {
  expect(writeCsv(['Vehicle', 'Note'], [['AB 12', 'say "hi", then\nwait']])).toBe(
    '\uFEFFVehicle,Note\r\nAB 12,"say ""hi"", then\nwait"\r\n',
  );
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('keeps %j from running as a formula', (text) => {
  expect(writeCsv(['A'], [[text]])).toContain(`'${text}`);
});
