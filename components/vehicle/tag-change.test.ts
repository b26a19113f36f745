import { describe, expect, it } from 'vitest';
import { createText } from '#lib/messages/text.ts';
import { applyTagChange, tagProblem, undoTagChange } from './tag-change.ts';

const text = createText('en');

describe('a change of tags', () => {
  it('leaves the tags of others in place, and so does taking it back', () => {
    const change = { add: 'night' };
    const theirs = [...applyTagChange(['depot'], change), 'washed'];
    expect(applyTagChange(theirs, undoTagChange(change))).toEqual(['depot', 'washed']);
    expect(applyTagChange(['depot'], undoTagChange({ remove: 'night' }))).toEqual(['depot', 'night']);
  });

  it('adds a tag once', () => expect(applyTagChange(['night'], { add: 'night' })).toEqual(['night']));

  it('says why a text is no tag', () => {
    expect(tagProblem([], ' night ', text)).toBeUndefined();
    expect(tagProblem(['night'], 'night', text)).toContain('has this tag');
    expect(tagProblem([], 'x'.repeat(51), text)).toContain('50');
    expect(
      tagProblem(
        Array.from({ length: 20 }, (_, index) => `t${index}`),
        'one more',
        text,
      ),
    ).toContain('20');
  });
});
