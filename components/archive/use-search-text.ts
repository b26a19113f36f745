'use client';
import { useEffect, useState } from 'react';

const pause_ms = 200;

/** What is typed, and after a short pause what is searched for, which also stands in the address as `q`. */
export const useSearchText = (first: string): { text: string; setText: (text: string) => void; q: string } => {
  const [text, setText] = useState(first);
  const [q, setQ] = useState(first);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === q) return;
    const timer = setTimeout(() => {
      setQ(wanted);
      window.history.replaceState(null, '', wanted ? `?q=${encodeURIComponent(wanted)}` : window.location.pathname);
    }, pause_ms);
    return () => clearTimeout(timer);
  }, [text, q]);
  return { text, setText, q };
};
