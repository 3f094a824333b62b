import { useEffect, useState } from 'preact/hooks';

const touches = ['pointerdown', 'keydown', 'input', 'scroll'] as const;

/** Whether nobody has touched the page for `minutes` (0: never asked), and how the person shows it again. */
export function useIdle(minutes: number): [idle: boolean, uncover: () => void] {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    if (minutes === 0 || idle) return;
    let timer = setTimeout(setIdle, minutes * 60_000, true);
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(setIdle, minutes * 60_000, true);
    };
    for (const touch of touches) addEventListener(touch, restart, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const touch of touches) removeEventListener(touch, restart, { capture: true });
    };
  }, [minutes, idle]);
  return [idle, () => setIdle(false)];
}
