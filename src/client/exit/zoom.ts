/**
 * Keeps the exit in view under pinch zoom, and where a keyboard on the screen pushes the page up: fixed elements leave
 * the screen there. It follows the visual viewport, at the size it has without zoom, through the style object, which the
 * content security policy allows to scripts.
 */
export function followZoom(): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const follow = () => {
    const bar = document.querySelector<HTMLElement>('[data-exit-bar]');
    if (!bar) return;
    const { scale, offsetLeft, offsetTop, width } = viewport;
    if (scale < 1.02 && offsetTop < 1 && offsetLeft < 1) {
      bar.style.transform = '';
      return;
    }
    const rtl = document.documentElement.dir === 'rtl';
    const across = rtl ? offsetLeft : offsetLeft + width - document.documentElement.clientWidth;
    bar.style.transformOrigin = rtl ? 'top left' : 'top right';
    bar.style.transform = `translate(${across}px, ${offsetTop}px) scale(${1 / scale})`;
  };
  viewport.addEventListener('resize', follow);
  viewport.addEventListener('scroll', follow);
}
