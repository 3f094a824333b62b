import { startOnUse } from './find/use.ts';

const root = document.getElementById('find');
if (root) startOnUse(root, () => import('./find/start.tsx'));
