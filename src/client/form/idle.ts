import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const touches = ['pointerdown', 'keydown', 'input', 'scroll'] as const;

/**
 * Whether nobody has touched the page for `minutes` (0: never asked), and how the person shows it again: what had the
 * focus when it was covered has it once more.
 */
export function useIdle(minutes: number): [idle: boolean, uncover: () => void] {
  const [idle, setIdle] = useState(false);
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    if (minutes === 0 || idle) return;
    // What is hidden loses the focus, and with it the person's place on the page.
    const cover = () => {
      focused.current = document.activeElement;
      setIdle(true);
    };
    let timer = setTimeout(cover, minutes * 60_000);
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(cover, minutes * 60_000);
    };
    for (const touch of touches) addEventListener(touch, restart, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const touch of touches) removeEventListener(touch, restart, { capture: true });
    };
  }, [minutes, idle]);
  useLayoutEffect(() => {
    if (!idle && focused.current instanceof HTMLElement) focused.current.focus();
  }, [idle]);
  return [idle, () => setIdle(false)];
}
