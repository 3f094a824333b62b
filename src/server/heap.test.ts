import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** The most bytes of the young generation while 200 MB of small things are made and dropped, in a process of its own. */
function measureYoung(before: string): number {
  const script = `
    import { getHeapSpaceStatistics } from 'node:v8';
    ${before}
    let kept = [];
    for (let made = 0; made < 3e6; made += 1) {
      kept.push({ made, list: [made] });
      if (kept.length > 2e5) kept = [];
    }
    console.log(getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size);`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  return Number(stdout);
}

test('the young generation does not grow beyond what it is', () => {
  const heap = new URL('heap.ts', import.meta.url).href;
  const small = measureYoung(`import { keepHeapSmall } from ${JSON.stringify(heap)}; keepHeapSmall();`);
  expect(small).toBeGreaterThan(0);
  expect(small).toBeLessThan(measureYoung(''));
});
