/** Moves to what was found, by its beginning: a browser by itself may show the middle of what is longer than the window. */
export function showResults(): void {
  const results = document.getElementById('results');
  results?.focus({ preventScroll: true });
  results?.scrollIntoView({ block: 'start' });
}
