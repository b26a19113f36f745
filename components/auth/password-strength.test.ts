import { describe, expect, it } from 'vitest';
import { createText } from '#lib/messages/text.ts';
import { passwordStrength } from './password-strength.ts';

const strengthOf = (password: string, known: readonly string[] = []) => passwordStrength(password, known, createText('en'));

describe('passwordStrength', () => {
  it('counts what is missing', () => {
    expect(strengthOf('')).toEqual({ grade: 0, text: 'At least 12 characters.' });
    expect(strengthOf('abcdefghijk')).toEqual({ grade: 0, text: '1 more character.' });
  });

  it.each(['aaaaaaaaaaaaaaaa', '1234567890123456', 'abababababababab', 'abcdefghijklmnop'])('distrusts %s', (password) => {
    expect(strengthOf(password).grade).toBe(0);
  });

  it('prefers length to signs', () => {
    expect(strengthOf('violet harbour cranes at dawn').grade).toBe(3);
    expect(strengthOf('x9$Kq2!vBn7z').grade).toBe(1);
  });

  it('marks down what others know about the person', () => {
    const plain = strengthOf('rosario-windmill-1987');
    const known = strengthOf('rosario-windmill-1987', ['Rosario Diaz', 'rosario@example.org']);
    expect(plain.grade).toBeGreaterThan(known.grade);
    expect(strengthOf('rosariorosario', ['Rosario Diaz']).grade).toBe(0);
  });
});
