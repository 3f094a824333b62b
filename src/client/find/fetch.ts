import type { Choice, FinderAnswer, FinderFile } from '#components/directory/data.ts';

/** How long the list may take, in ms: on the slowest connections the server's answer is there sooner. */
const patience = 10_000;

/** Fetches what the finder needs to go on here by itself, from below the form's address; null where it does not come. */
export async function fetchFile(action: string): Promise<FinderFile | null> {
  try {
    const response = await fetch(`${action}list.json`, { signal: AbortSignal.timeout(patience) });
    return response.ok ? ((await response.json()) as FinderFile) : null;
  } catch {
    return null;
  }
}

/**
 * Lets the server find, where the list did not come: as data, so that the address and the history stay as they are.
 * `unreachable` where there is no connection, `refused` where there is and no answer.
 */
export async function askServer(action: string, choice: Choice): Promise<FinderAnswer | 'unreachable' | 'refused'> {
  const body = new FormData();
  for (const [name, value] of Object.entries(choice)) body.append(name, value);
  try {
    const response = await fetch(action, { method: 'POST', body, headers: { accept: 'application/json' } });
    return response.ok ? ((await response.json()) as FinderAnswer) : 'refused';
  } catch {
    return 'unreachable';
  }
}
