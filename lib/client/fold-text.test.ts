import { describe, expect, it } from 'vitest';
import { foldText, naturalKey } from './fold-text.ts';

describe('folded text', () => {
  it('has no case, accents or width', () => {
    expect(['São JOSÉ', 'Citroën ë-C3', 'ＡＢ１２', 'Plain 12'].map(foldText)).toEqual(['sao jose', 'citroen e-c3', 'ab12', 'plain 12']);
  });

  it('sorts as people count', () => {
    const sorted = ['Van 10', 'van 9', 'Ván 9b', 'Auto 100'].sort((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1));
    expect(sorted).toEqual(['Auto 100', 'van 9', 'Ván 9b', 'Van 10']);
  });
});
