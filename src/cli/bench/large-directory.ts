// Run by `measureLarge` in a process of its own: a count of services and a folder in, its figures as one line of JSON out.
import { measureLargeHere } from './directory.ts';

const [count, folder = ''] = process.argv.slice(2);
console.log(JSON.stringify(measureLargeHere(Number(count), folder)));
