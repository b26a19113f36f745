import { describe, expect, it } from 'vitest';
import { passwordStrength } from './password-strength.ts';

describe('passwordStrength', () => {
  it('counts what is missing', () => {
    expect(passwordStrength('')).toEqual({ grade: 0, text: 'At least 12 characters.' });
    expect(passwordStrength('abcdefghijk')).toEqual({ grade: 0, text: '1 more character.' });
  });

  it.each(['aaaaaaaaaaaaaaaa', '1234567890123456', 'abababababababab', 'abcdefghijklmnop'])('distrusts %s', (password) => {
    expect(passwordStrength(password).grade).toBe(0);
  });

  it('prefers length to signs', () => {
    expect(passwordStrength('violet harbour cranes at dawn').grade).toBe(3);
    expect(passwordStrength('x9$Kq2!vBn7z').grade).toBe(1);
  });

  it('marks down what others know about the person', () => {
    const plain = passwordStrength('rosario-windmill-1987');
    const known = passwordStrength('rosario-windmill-1987', ['Rosario Diaz', 'rosario@example.org']);
    expect(plain.grade).toBeGreaterThan(known.grade);
    expect(passwordStrength('rosariorosario', ['Rosario Diaz']).grade).toBe(0);
  });
});
